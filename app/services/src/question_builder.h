// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/country_table.h"
#include "banshi/app/services/question.h"
#include "banshi/app/services/year_month.h"

namespace banshi::app::services
{

/// What a question's appearance depends on.
struct QuestionContext
{
    const nlohmann::json& properties; ///< of the data schema
    const nlohmann::json& values;
    const CountryTable& countries;
    YearMonth latest; ///< the last month that may be chosen
};

/// The question as it has to be asked; whether it is required is left to the caller.
[[nodiscard]] Question buildQuestion(const QuestionSpec& spec, const QuestionContext& context);

} // namespace banshi::app::services
