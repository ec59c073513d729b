// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/insurance_register.h"

#include "banshi/city/http.h"
#include "banshi/city/pseudonyms.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace banshi::city
{

namespace
{

constexpr int kMostMonths = 36;
constexpr std::array kKinds = {
    InsuranceKind{"pension", "养老保险", 80},     InsuranceKind{"medical", "医疗保险", 20},
    InsuranceKind{"unemployment", "失业保险", 5}, InsuranceKind{"injury", "工伤保险", 2},
    InsuranceKind{"maternity", "生育保险", 5},
};

/// The contribution base in fen: whole tens of yuan, 3 % more each July.
std::int64_t baseOf(const std::string& idNumber, Month month)
{
    const int steps =
        monthsBetween(Month(std::chrono::year(2015), std::chrono::July), month - std::chrono::months(1)) / 12;
    std::int64_t yuan = 3000 + ruleNumber("insurance " + idNumber, 500) * 10;
    for (int step = 0; step < steps; ++step)
        yuan += yuan * 3 / 100;
    return yuan / 10 * 10 * 100;
}

std::vector<InsuranceKind> wantedKinds(const nlohmann::json& form)
{
    const bool isChosen = form.is_object() && form.contains("kinds") && form.at("kinds").is_array();
    std::vector<InsuranceKind> wanted;
    for (const auto& kind : kKinds)
        if (!isChosen || std::find(form.at("kinds").begin(), form.at("kinds").end(), kind.id) != form.at("kinds").end())
            wanted.push_back(kind);
    return wanted;
}

} // namespace

std::int64_t InsuranceMonth::total() const
{
    return std::accumulate(fen.begin(), fen.end(), std::int64_t{0});
}

InsuranceList insuranceList(const std::string& idNumber, const nlohmann::json& form, Month lastMonth)
{
    const std::string fromText = textOf(form, "from");
    const std::string toText = textOf(form, "to");
    const auto asked = toText.empty() ? std::optional(lastMonth) : parseMonth(toText);
    if (!asked || *asked > lastMonth + std::chrono::months(1))
        return {.kinds = {}, .months = {}, .fault = "to is not a month or lies in the future"};
    const Month to = std::min(*asked, lastMonth);
    const auto from = fromText.empty() ? std::optional(to - std::chrono::months(11)) : parseMonth(fromText);
    if (!from || monthsBetween(*from, to) < 1 || monthsBetween(*from, to) > kMostMonths)
        return {.kinds = {}, .months = {}, .fault = "from is not a month, or the period is empty or too long"};
    InsuranceList list{.kinds = wantedKinds(form), .months = {}, .fault = {}};
    for (Month month = *from; month <= to; month += std::chrono::months(1))
    {
        InsuranceMonth booked{.month = month, .base = baseOf(idNumber, month), .fen = {}};
        for (const auto& kind : list.kinds)
            booked.fen.push_back(booked.base * kind.perMille / 1000);
        list.months.push_back(std::move(booked));
    }
    return list;
}

} // namespace banshi::city
