// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/durable.h"
#include "banshi/city/order_state.h"
#include "banshi/city/queries.h"

#include <memory>
#include <vector>

namespace banshi::city
{

/// What can happen to an order on the resident's side, played by the control socket.
enum class PayStep
{
    Scan,  ///< the code was read, the resident is about to confirm
    Pay,   ///< the money moved
    Loose, ///< the rail does not know; only Pay, close or the end of its time tell
};

/// Quotes, payment orders, refunds and fulfilments. Threads: the caller's lock.
class Payments
{
public:
    Payments(const base::Clock& clock, const Queries& queries, WaterAccounts& water)
        : m_clock(clock), m_queries(queries), m_water(water)
    {
    }

    void addHandlers(Handlers& handlers);
    void addDurable(DurableHandlers& handlers);
    /// Plays the resident; `order` is an order id or a QR text, empty for the newest order. Returns the order's state
    /// after it; an order that is closed, paid or given back does not move. Nothing when there is no such order.
    [[nodiscard]] std::optional<OrderState> play(const std::string& order, PayStep step);
    [[nodiscard]] nlohmann::json dump();

private:
    struct Quote;
    struct Order;

    [[nodiscard]] Response quote(const Call& call);
    [[nodiscard]] Response create(const Call& call);
    [[nodiscard]] Response show(const Call& call);
    [[nodiscard]] Response close(const Call& call);
    [[nodiscard]] DurableVerdict refund(const DurableItem& item);
    [[nodiscard]] DurableVerdict fulfil(const DurableItem& item);
    [[nodiscard]] Order* find(const std::string& id);
    [[nodiscard]] Order* findOwn(const Call& call);

    const base::Clock& m_clock;
    const Queries& m_queries;
    WaterAccounts& m_water;
    std::map<std::string, std::shared_ptr<Quote>> m_quotes;
    std::vector<std::shared_ptr<Order>> m_orders;
};

} // namespace banshi::city
