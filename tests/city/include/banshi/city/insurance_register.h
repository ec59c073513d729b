// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/calendar.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::city
{

/// What was paid for one person in one month, in fen. Kinds that were not asked for are 0.
struct InsuranceMonth
{
    Month month;
    std::int64_t base = 0;
    std::int64_t pension = 0;
    std::int64_t medical = 0;
    std::int64_t unemployment = 0;
    [[nodiscard]] std::int64_t total() const { return pension + medical + unemployment; }
};

/// The months of a payment list, or why they cannot be listed.
struct InsuranceList
{
    std::vector<InsuranceMonth> months;
    std::string fault; ///< for developers; empty when the list is good
};

/// The social insurance register, as a rule: everyone is insured without a gap, on a base that follows from the
/// number and rises each July. `form` may hold `from` and `to` (yyyy-mm, at most 36 months, not after last month;
/// the last twelve when absent) and `kinds` (`pension`, `medical`, `unemployment`; all when absent).
[[nodiscard]] InsuranceList insuranceList(const std::string& idNumber, const nlohmann::json& form, Month lastMonth);

} // namespace banshi::city
