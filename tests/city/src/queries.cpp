// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/queries.h"

#include "banshi/city/insurance_register.h"
#include "banshi/city/problem.h"
#include "banshi/city/random.h"
#include "banshi/queue/contract/mask.h"
#include "banshi/queue/contract/money.h"

#include <fmt/core.h>

namespace banshi::city
{

namespace
{

nlohmann::json row(const std::string& zh, const std::string& en, const std::string& value)
{
    return {{"label", textPair(zh, en)}, {"value", value}};
}

std::string yuan(std::int64_t fen)
{
    return "¥" + queue::contract::formatFen(fen);
}

nlohmann::json waterRows(const std::string& account, const std::optional<WaterBill>& bill)
{
    nlohmann::json rows = {row("户号", "Account", queue::contract::maskAllButLastFour(account))};
    if (!bill)
    {
        rows.push_back(row("应缴", "Due", yuan(0)));
        return rows;
    }
    rows.push_back(row("账期", "Month", monthText(bill->month)));
    rows.push_back(row("用水量（吨）", "Water used (t)", std::to_string(bill->tons)));
    rows.push_back(row("水费", "Water", yuan(bill->waterFen)));
    rows.push_back(row("垃圾处理费", "Waste", yuan(bill->wasteFen)));
    rows.push_back(row("应缴", "Due", yuan(bill->waterFen + bill->wasteFen)));
    return rows;
}

nlohmann::json insuranceRows(const InsuranceList& list)
{
    nlohmann::json rows = nlohmann::json::array();
    for (const auto& month : list.months)
        rows.push_back(row(monthZh(month.month), monthText(month.month),
                           fmt::format("基数 {}，缴费 {}", yuan(month.base), yuan(month.total()))));
    return rows;
}

} // namespace

void Queries::addHandlers(Handlers& handlers)
{
    handlers["query"] = [this](const Call& call) { return ask(call); };
}

const Query* Queries::find(const std::string& id, const std::string& item, const std::string& device) const
{
    const auto found = m_queries.find(id);
    const bool fits = found != m_queries.end() && found->second.item == item && found->second.device == device;
    return fits ? &found->second : nullptr;
}

Response Queries::ask(const Call& call)
{
    const std::string itemId = textOf(call.body, "item");
    const Item* item = findItem(itemId);
    if (item == nullptr)
        return problem("item.unknown");
    const auto grant = m_sessions.subjectOf(call, item->needed);
    if (!grant)
        return grant.error();
    Query query{.id = newHandle("qry"),
                .item = itemId,
                .device = call.request.device,
                .params = call.body.at("params"),
                .subject = grant->subject,
                .asked = monthOf(m_clock.wall().utc)};
    const auto found = rows(query);
    if (!found)
        return found.error();
    auto reply = answer(200, {{"query_id", query.id}, {"rows", *found}, {"allow_print", itemId == "hr.pay-list"}});
    const std::string id = query.id;
    m_queries.emplace(id, std::move(query));
    return reply;
}

OrProblem<nlohmann::json> Queries::rows(const Query& query) const
{
    const Month lastMonth = query.asked - std::chrono::months(1);
    if (query.item == "utl.water")
    {
        const std::string account = textOf(query.params, "account");
        if (!WaterAccounts::exists(account))
            return tl::unexpected(problem("query.accountUnknown"));
        return waterRows(account, m_water.due(account, lastMonth));
    }
    if (query.item == "hr.pay-list")
    {
        const auto list = insuranceList(query.subject.idNumber, query.params, lastMonth);
        if (!list.fault.empty())
            return tl::unexpected(problem("application.refused", list.fault));
        return insuranceRows(list);
    }
    return tl::unexpected(problem("item.unknown", "this item has no register"));
}

} // namespace banshi::city
