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

/// One of the five kinds of social insurance.
struct InsuranceKind
{
    const char* id; ///< as in the form's `kinds`
    const char* zh;
    int perMille; ///< of the base, in tenths of a per cent
};

/// What was paid for one person in one month, in fen; `fen` in the order of the list's kinds.
struct InsuranceMonth
{
    Month month;
    std::int64_t base = 0;
    std::vector<std::int64_t> fen;
    [[nodiscard]] std::int64_t total() const;
};

/// The months of a payment list, or why they cannot be listed.
struct InsuranceList
{
    std::vector<InsuranceKind> kinds;
    std::vector<InsuranceMonth> months;
    std::string fault; ///< for developers; empty when the list is good
};

/// The social insurance register, as a rule: everyone is insured without a gap, on a base that follows from the
/// number and rises each July. `form` may hold `from` and `to` (yyyy-mm, at most 36 months; the last twelve when
/// absent) and `kinds` (`pension`, `medical`, `unemployment`, `injury`, `maternity`; all when absent). The running
/// month is not booked yet: a list up to it ends with `lastMonth`, the month before; a later end is a fault.
[[nodiscard]] InsuranceList insuranceList(const std::string& idNumber, const nlohmann::json& form, Month lastMonth);

} // namespace banshi::city
