// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/insurance_register.h"
#include "banshi/city/paper.h"
#include "banshi/city/sessions.h"

namespace banshi::city
{

/// 无犯罪记录证明 for the period and in the languages of the application's form.
[[nodiscard]] PaperText noCrimeText(const Subject& subject, const nlohmann::json& form);

/// 社会保险缴费清单, one line a month and a sum.
[[nodiscard]] PaperText payListText(const Subject& subject, const InsuranceList& list);

} // namespace banshi::city
