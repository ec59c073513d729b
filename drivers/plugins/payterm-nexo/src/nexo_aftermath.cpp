// SPDX-License-Identifier: GPL-3.0-or-later
// How it is found out what became of a transaction whose answer did not come.
#include "banshi/drivers/plugins/payterm_nexo/nexo_terminal.h"

#include <algorithm>
#include <banshi/drivers/sdk/parting_call.h>

namespace banshi::drivers::plugins::payterm_nexo
{

using sdk::PaymentState;

// Nobody wants the payment any more, or its time is over: it is stopped if it still runs, and asked for until its end
// is known.
std::optional<NexoTerminal::Report> NexoTerminal::stop(const Reference& what, const sdk::CallContext& call)
{
    const auto end = call.deadline();
    const std::chrono::nanoseconds left = end ? *end - call.now() : std::chrono::nanoseconds::max();
    const sdk::PartingCall parting(call, std::min<std::chrono::nanoseconds>(left, m_setup.partingTime));
    if (m_link.connect(parting) && m_link.send(abortRequest(m_setup.parties, m_setup.newServiceId(), what), parting))
    {
        // An abort has no answer of its own: the payment's comes.
        const auto answer = awaitAnswer(what.serviceId, parting, parting.atMost(m_setup.askPause));
        if (answer && *answer)
            return settle(**answer, what);
    }
    return resolve(what, parting, *parting.deadline());
}

std::optional<NexoTerminal::Report> NexoTerminal::resolve(const Reference& what, const sdk::CallContext& call,
                                                          sdk::TimePoint until)
{
    int timesUnknown = 0;
    while (!call.stopReason() && call.now() < until)
    {
        Report known = ask(&what, call);
        const bool isEnd = known && known->state != PaymentState::InProgress && known->state != PaymentState::Unknown;
        // A request that was still on its way when the line broke may arrive after the first question.
        timesUnknown = known && known->state == PaymentState::NotStarted ? timesUnknown + 1 : 0;
        if (isEnd && timesUnknown != 1)
            return known;
        call.pause(m_setup.askPause);
    }
    return std::nullopt;
}

sdk::Outcome<sdk::PaymentReport> NexoTerminal::ask(const Reference* what, const sdk::CallContext& call)
{
    const std::string id = m_setup.newServiceId();
    const auto answer = exchange(statusRequest(m_setup.parties, id, what), id, call);
    if (!answer)
        return answer.failure();
    return statusReport(answer->body, what != nullptr ? what->serviceId : std::string());
}

sdk::Outcome<sdk::PaymentReport> NexoTerminal::query(const std::string& reference, const sdk::CallContext& call)
{
    const Reference payment{"Payment", reference};
    auto report = ask(&payment, call);
    if (!report || report->state != PaymentState::NotStarted)
        return report;
    const Reference reversal{"Reversal", reference};
    return ask(&reversal, call);
}

sdk::Outcome<sdk::PaymentReport> NexoTerminal::abort(const std::string& reference, const sdk::CallContext& call)
{
    const Reference payment{"Payment", reference};
    if (auto connected = m_link.connect(call); !connected)
        return connected.failure();
    if (auto sent = m_link.send(abortRequest(m_setup.parties, m_setup.newServiceId(), payment), call); !sent)
        return sent.failure();
    for (;;)
    {
        auto report = ask(&payment, call);
        if (!report || report->state != PaymentState::InProgress || !call.pause(m_setup.askPause))
            return report;
    }
}

sdk::Outcome<sdk::PaymentReport> NexoTerminal::lastTransaction(const sdk::CallContext& call)
{
    return ask(nullptr, call);
}

} // namespace banshi::drivers::plugins::payterm_nexo
