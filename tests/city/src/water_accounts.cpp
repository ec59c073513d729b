// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/water_accounts.h"

#include <algorithm>

namespace banshi::city
{

namespace
{

constexpr int kWaterFenPerTon = 450;
constexpr int kWasteFenPerTon = 30;

} // namespace

bool WaterAccounts::exists(const std::string& account)
{
    if (account.size() != 10 ||
        !std::all_of(account.begin(), account.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < account.size(); ++i)
    {
        const int digit = account[i] - '0';
        const int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += i % 2 == 0 ? doubled : digit; // the check digit stands last, at an odd index
    }
    return sum % 10 == 0;
}

std::optional<WaterBill> WaterAccounts::due(const std::string& account, Month month) const
{
    const int lastFour = std::stoi(account.substr(6));
    if (lastFour % 20 == 0 || m_paid.contains({account, monthText(month)}))
        return std::nullopt;
    const int tons = 7 + lastFour % 20;
    return WaterBill{month, tons, std::int64_t{tons} * kWaterFenPerTon, std::int64_t{tons} * kWasteFenPerTon};
}

void WaterAccounts::settle(const std::string& account, Month month, bool paid)
{
    if (paid)
        m_paid.emplace(account, monthText(month));
    else
        m_paid.erase({account, monthText(month)});
}

} // namespace banshi::city
