// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/country_table.h"
#include "banshi/app/services/question.h"
#include "banshi/base/clock.h"

namespace banshi::app::services
{

/// The limits that a field's schema states.
[[nodiscard]] Limits limitsOf(const nlohmann::json& schema);
/// Holds a value against its field's schema, with the code that the resident's sentence needs. Null `value`: nothing
/// was entered.
[[nodiscard]] std::optional<FieldFault> checkValue(const std::string& field, const nlohmann::json& schema,
                                                   const nlohmann::json* value, bool required,
                                                   const CountryTable& countries, const base::Clock& clock);

/// The rules between fields and the length of month ranges, for those whose fields are all there. A fault names the
/// field of the question that asks for the wrong one. No rule speaks about the future while the clock is not trusted.
[[nodiscard]] std::vector<FieldFault> crossFaults(const FormSpec& form, const nlohmann::json& values,
                                                  const base::Clock& clock);

} // namespace banshi::app::services
