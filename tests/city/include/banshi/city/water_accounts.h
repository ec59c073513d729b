// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/calendar.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace banshi::city
{

/// What one household owes for one month.
struct WaterBill
{
    Month month;
    int tons = 0;
    std::int64_t waterFen = 0;
    std::int64_t wasteFen = 0;
};

/// The water company's register, as a rule: ten digits whose last is a Luhn check digit are an account; last month's
/// bill is 7 to 26 t by the last four digits (…2271: 18 t), 4.50 yuan a ton and 0.30 yuan a ton for waste. An account
/// whose last four digits divide by 20 owes nothing. Threads: the caller's lock.
class WaterAccounts
{
public:
    /// True when the company has this account.
    [[nodiscard]] static bool exists(const std::string& account);
    /// The bill of `month`; nothing when it is paid or there is none.
    [[nodiscard]] std::optional<WaterBill> due(const std::string& account, Month month) const;
    /// Marks a month as paid, or open again after a refund.
    void settle(const std::string& account, Month month, bool paid);

private:
    std::set<std::pair<std::string, std::string>> m_paid;
};

} // namespace banshi::city
