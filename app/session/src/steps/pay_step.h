// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../promise.h"
#include "banshi/base/timer.h"

namespace banshi::app::session
{

/// Shows the payment code and asks until the order is paid or closed. An order is never left open: leaving closes it
/// first and then asks once more, because it may have been paid in that moment.
class PayStep : public Step
{
public:
    PayStep(Surroundings& surroundings, Visit& visit);
    void handle(const Event& event) override;
    /// A fault page can be left: no code was shown, and recovery asks about the order.
    [[nodiscard]] bool isCommitted() const override
    {
        return m_promise.isOpen() && !std::holds_alternative<FaultState>(state());
    }

private:
    void enter() override;
    void leave() override;
    void create();
    void ordered(const nlohmann::json& order);
    void poll();
    void closeOrder();
    void askAgain();
    void weigh(const nlohmann::json& order);

    Promise m_promise;
    base::Timer m_poll;
    base::MonoTime m_expires;
    base::MonoTime m_giveUp; ///< end of the tries to close the order
    std::string m_qrText;
    bool m_asking = false;
    bool m_closing = false;
    bool m_closeTold = false; ///< the platform has answered the close
    bool m_leaving = false;   ///< the resident asked to end the service
};

} // namespace banshi::app::session
