// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/insurance_register.h"

#include "banshi/city/http.h"
#include "banshi/city/pseudonyms.h"

#include <algorithm>

namespace banshi::city
{

namespace
{

constexpr int kMostMonths = 36;

/// The contribution base in fen: whole tens of yuan, 3 % more each July.
std::int64_t baseOf(const std::string& idNumber, Month month)
{
    const int steps = monthsBetween(Month(std::chrono::year(2015), std::chrono::July), month) / 12;
    std::int64_t yuan = 3000 + ruleNumber("insurance " + idNumber, 500) * 10;
    for (int step = 0; step < steps; ++step)
        yuan += yuan * 3 / 100;
    return yuan / 10 * 10 * 100;
}

bool isWanted(const nlohmann::json& form, const char* kind)
{
    if (!form.is_object() || !form.contains("kinds") || !form.at("kinds").is_array() || form.at("kinds").empty())
        return true;
    const auto& kinds = form.at("kinds");
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

} // namespace

InsuranceList insuranceList(const std::string& idNumber, const nlohmann::json& form, Month lastMonth)
{
    const std::string fromText = textOf(form, "from");
    const std::string toText = textOf(form, "to");
    const auto to = toText.empty() ? std::optional(lastMonth) : parseMonth(toText);
    if (!to)
        return {.months = {}, .fault = "to is not a month"};
    const auto from = fromText.empty() ? std::optional(*to - std::chrono::months(11)) : parseMonth(fromText);
    if (!from)
        return {.months = {}, .fault = "from is not a month"};
    const int count = monthsBetween(*from, *to);
    if (count < 1 || count > kMostMonths || *to > lastMonth)
        return {.months = {}, .fault = "the period is empty, too long or not over yet"};
    InsuranceList list;
    for (Month month = *from; month <= *to; month += std::chrono::months(1))
    {
        const std::int64_t base = baseOf(idNumber, month);
        list.months.push_back({.month = month,
                               .base = base,
                               .pension = isWanted(form, "pension") ? base * 8 / 100 : 0,
                               .medical = isWanted(form, "medical") ? base * 2 / 100 : 0,
                               .unemployment = isWanted(form, "unemployment") ? base / 200 : 0});
    }
    return list;
}

} // namespace banshi::city
