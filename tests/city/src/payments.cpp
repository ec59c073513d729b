// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/payments.h"

#include "banshi/city/problem.h"
#include "banshi/city/random.h"
#include "banshi/queue/contract/mask.h"

#include <algorithm>
#include <fmt/core.h>

namespace banshi::city
{

namespace
{

constexpr std::chrono::minutes kQuoteTtl(15);
constexpr std::chrono::minutes kOrderTtl(3);

nlohmann::json line(const std::string& zh, const std::string& en, std::int64_t fen, const char* kind)
{
    return {{"name", textPair(zh, en)}, {"fen", fen}, {"kind", kind}};
}

} // namespace

struct Payments::Quote
{
    std::string id;
    std::string item;
    std::string device;
    std::string account;
    Month month;
    std::int64_t total = 0;
    base::UtcTime validUntil;
};

struct Payments::Order
{
    std::string id;
    std::shared_ptr<Quote> quote;
    std::string qrText;
    OrderState state = OrderState::Created;
    base::UtcTime expires;
    std::optional<base::UtcTime> paidAt = std::nullopt;
    std::string slip = {};
    std::string refundReason = {};
};

void Payments::addHandlers(Handlers& handlers)
{
    handlers["quote"] = [this](const Call& call) { return quote(call); };
    handlers["createPayment"] = [this](const Call& call) { return create(call); };
    handlers["getPayment"] = [this](const Call& call) { return show(call); };
    handlers["closePayment"] = [this](const Call& call) { return close(call); };
}

void Payments::addDurable(DurableHandlers& handlers)
{
    handlers["refunds"] = [this](const DurableItem& item) { return refund(item); };
    handlers["fulfilments"] = [this](const DurableItem& item) { return fulfil(item); };
}

Response Payments::quote(const Call& call)
{
    const std::string item = textOf(call.body, "item");
    const Query* query = m_queries.find(textOf(call.body, "query_id"), item, call.request.device);
    if (query == nullptr)
        return problem("query.unknown");
    if (item != "utl.water")
        return problem("quote.nothingDue");
    const std::string account = textOf(query->params, "account");
    const auto bill = m_water.due(account, query->asked - std::chrono::months(1));
    if (!bill)
        return problem("quote.nothingDue");
    auto made = std::make_shared<Quote>();
    *made = {.id = newHandle("quo"),
             .item = item,
             .device = call.request.device,
             .account = account,
             .month = bill->month,
             .total = bill->waterFen + bill->wasteFen,
             .validUntil = m_clock.wall().utc + kQuoteTtl};
    m_quotes[made->id] = made;
    return answer(200, {{"quote_id", made->id},
                        {"lines",
                         {line(fmt::format("水费（{} 吨）", bill->tons), fmt::format("Water ({} t)", bill->tons),
                               bill->waterFen, "utility"),
                          line("垃圾处理费", "Waste handling", bill->wasteFen, "agency")}},
                        {"total_fen", made->total},
                        {"valid_until", base::toRfc3339(made->validUntil)}});
}

Response Payments::create(const Call& call)
{
    const auto found = m_quotes.find(textOf(call.body, "quote_id"));
    if (found == m_quotes.end() || found->second->device != call.request.device)
        return problem("quote.unknown");
    const auto& quote = found->second;
    if (m_clock.wall().utc >= quote->validUntil)
        return problem("quote.expired");
    if (!m_water.due(quote->account, quote->month))
        return problem("quote.nothingDue");
    for (const auto& other : m_orders)
        if (other->quote == quote && isOpen(find(other->id)->state))
            return problem("quote.unknown", "the quote has an order that is still open");
    auto order = std::make_shared<Order>();
    *order = {.id = newHandle("ord"), .quote = quote, .qrText = {}, .expires = m_clock.wall().utc + kOrderTtl};
    order->qrText = "https://pay.banshi.example/q/" + order->id;
    m_orders.push_back(order);
    return answer(200, {{"order_id", order->id},
                        {"qr_text", order->qrText},
                        {"state", stateName(order->state)},
                        {"amount_fen", quote->total},
                        {"expires_at", base::toRfc3339(order->expires)}});
}

Payments::Order* Payments::find(const std::string& id)
{
    const auto found =
        std::find_if(m_orders.begin(), m_orders.end(), [&](const auto& order) { return order->id == id; });
    if (found == m_orders.end())
        return nullptr;
    Order* order = found->get();
    if (isOpen(order->state) && m_clock.wall().utc >= order->expires)
        order->state = OrderState::Closed;
    return order;
}

Payments::Order* Payments::findOwn(const Call& call)
{
    Order* order = find(call.params.at("order_id"));
    return order != nullptr && order->quote->device == call.request.device ? order : nullptr;
}

Response Payments::show(const Call& call)
{
    const Order* order = findOwn(call);
    if (order == nullptr)
        return problem("payment.unknown");
    nlohmann::json body = {
        {"order_id", order->id}, {"state", stateName(order->state)}, {"amount_fen", order->quote->total}};
    if (order->paidAt)
        body["paid_at"] = base::toRfc3339(*order->paidAt);
    return answer(200, body);
}

Response Payments::close(const Call& call)
{
    Order* order = findOwn(call);
    if (order == nullptr)
        return problem("payment.unknown");
    if (isOpen(order->state))
        order->state = OrderState::Closed;
    return show(call);
}

std::optional<OrderState> Payments::play(const std::string& text, PayStep step)
{
    if (m_orders.empty())
        return std::nullopt;
    const auto named = std::find_if(m_orders.begin(), m_orders.end(),
                                    [&](const auto& order) { return order->id == text || order->qrText == text; });
    if (!text.empty() && named == m_orders.end())
        return std::nullopt;
    Order* order = find(text.empty() ? m_orders.back()->id : (*named)->id);
    if (!isOpen(order->state))
        return order->state;
    switch (step)
    {
    case PayStep::Scan:
        order->state = OrderState::Paying;
        break;
    case PayStep::Loose:
        order->state = OrderState::Unknown;
        break;
    case PayStep::Pay:
        order->state = OrderState::Paid;
        order->paidAt = m_clock.wall().utc;
        m_water.settle(order->quote->account, order->quote->month, true);
        break;
    }
    return order->state;
}

DurableVerdict Payments::refund(const DurableItem& item)
{
    Order* order = find(textOf(item.body, "order_id"));
    if (order == nullptr || order->quote->device != item.device)
        return {"payment.unknown"};
    if (order->state != OrderState::Paid)
        return {"payment.notPaid", stateName(order->state)};
    order->state = OrderState::Refunded;
    order->refundReason = textOf(item.body, "reason");
    m_water.settle(order->quote->account, order->quote->month, false);
    return {};
}

DurableVerdict Payments::fulfil(const DurableItem& item)
{
    Order* order = find(textOf(item.body, "order_id"));
    if (order == nullptr || order->quote->device != item.device)
        return {"payment.unknown"};
    if (order->state != OrderState::Paid)
        return {"payment.notPaid", stateName(order->state)};
    order->slip = textOf(item.body, "slip");
    return {};
}

nlohmann::json Payments::dump()
{
    nlohmann::json orders = nlohmann::json::array();
    for (const auto& order : m_orders)
    {
        const Order& now = *find(order->id);
        orders.push_back({{"order_id", now.id},
                          {"item", now.quote->item},
                          {"device", now.quote->device},
                          {"account", queue::contract::maskAllButLastFour(now.quote->account)},
                          {"month", monthText(now.quote->month)},
                          {"state", stateName(now.state)},
                          {"amount_fen", now.quote->total},
                          {"paid_at", now.paidAt ? nlohmann::json(base::toRfc3339(*now.paidAt)) : nlohmann::json()},
                          {"slip", now.slip},
                          {"refund_reason", now.refundReason}});
    }
    return orders;
}

} // namespace banshi::city
