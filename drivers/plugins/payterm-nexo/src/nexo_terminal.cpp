// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_terminal.h"

#include <algorithm>

namespace banshi::drivers::plugins::payterm_nexo
{

namespace
{

using sdk::ErrorCode;
using sdk::failure;
using sdk::PaymentState;

constexpr int kReserveShare = 4; // of the time that a call has, for the parting

std::string lowerFirst(std::string word)
{
    if (!word.empty() && word.front() >= 'A' && word.front() <= 'Z')
        word.front() = static_cast<char>(word.front() - 'A' + 'a');
    return word;
}

// Until when to wait for the person at the terminal: the parting needs the rest.
sdk::TimePoint patienceOf(const sdk::CallContext& call, std::chrono::nanoseconds parting)
{
    const auto end = call.deadline();
    if (!end)
        return sdk::TimePoint::max();
    return *end - std::min(parting, (*end - call.now()) / kReserveShare);
}

} // namespace

NexoTerminal::NexoTerminal(const Setup& setup, sdk::ChannelFactory connect, sdk::HostServices& host)
    : m_setup(setup), m_link(std::move(connect)), m_host(host)
{
}

void NexoTerminal::report(sdk::DeviceState device, const std::string& reason, bool isPaying)
{
    sdk::PaymentTerminalStatus status{{device, {}}, isPaying};
    if (!reason.empty())
        status.common.reasons.push_back(reason);
    m_host.setStatus(status);
}

sdk::Outcome<void> NexoTerminal::open(const sdk::CallContext& call)
{
    if (auto connected = m_link.connect(call); !connected)
        return connected;
    const std::string id = m_setup.newServiceId();
    const auto login = exchange(loginRequest(m_setup.parties, id, m_setup.utcNow()), id, call);
    if (!login)
        return login.failure();
    if (const Verdict verdict = verdictOf(login->body); !verdict.isSuccess)
        return failure(ErrorCode::DeviceNotReady, "login: " + verdict.condition);
    return poll(call);
}

void NexoTerminal::close()
{
    m_link.disconnect();
}

sdk::Outcome<void> NexoTerminal::poll(const sdk::CallContext& call)
{
    const std::string id = m_setup.newServiceId();
    const auto diagnosis = exchange(diagnosisRequest(m_setup.parties, id), id, call);
    if (!diagnosis)
        return diagnosis.failure();
    const Verdict verdict = verdictOf(diagnosis->body);
    if (verdict.condition == "LoggedOut")
        return failure(ErrorCode::DeviceNotReady, "logged out");
    report(verdict.isSuccess || verdict.condition == "Busy" ? sdk::DeviceState::Online
                                                            : sdk::DeviceState::HardwareError,
           verdict.condition, false);
    return {};
}

sdk::PaymentTerminalCapabilities NexoTerminal::capabilities() const
{
    sdk::PaymentTerminalCapabilities capabilities;
    capabilities.common.model = "nexo " + m_setup.parties.protocolVersion;
    capabilities.common.serialNumber = m_setup.parties.poiId;
    return capabilities;
}

sdk::Outcome<std::optional<Answer>> NexoTerminal::awaitAnswer(const std::string& serviceId,
                                                              const sdk::CallContext& call, sdk::TimePoint until)
{
    for (;;)
    {
        auto answer = m_link.receive(call, until);
        if (!answer || !*answer)
            return answer;
        if ((*answer)->kind == Answer::Kind::Notification)
            call.event(sdk::PaymentProgress{lowerFirst((*answer)->category)});
        else if ((*answer)->kind == Answer::Kind::Response && (*answer)->serviceId == serviceId)
            return answer;
        if (call.now() >= until)
            return std::optional<Answer>();
    }
}

sdk::Outcome<Answer> NexoTerminal::exchange(const std::string& text, const std::string& serviceId,
                                            const sdk::CallContext& call)
{
    if (auto connected = m_link.connect(call); !connected)
        return connected.failure();
    if (auto sent = m_link.send(text, call); !sent)
        return sent.failure();
    auto answer = awaitAnswer(serviceId, call, call.atMost(m_setup.answerTime));
    if (!answer)
        return answer.failure();
    if (*answer)
        return std::move(**answer);
    if (const auto stop = call.stopReason())
        return *stop;
    m_link.disconnect(); // whatever it says later is not waited for
    return failure(ErrorCode::DeviceNotReady, "the terminal does not answer");
}

sdk::Outcome<sdk::PaymentReport> NexoTerminal::pay(const sdk::PaymentRequest& request, const sdk::CallContext& call)
{
    return transact(paymentRequest(m_setup.parties, request, m_setup.utcNow()), {"Payment", request.reference}, call);
}

sdk::Outcome<sdk::PaymentReport> NexoTerminal::reverse(const sdk::ReversalRequest& request,
                                                       const sdk::CallContext& call)
{
    const std::string text = reversalRequest(m_setup.parties, request);
    if (text.empty())
        return failure(ErrorCode::InvalidData, "terminalReference is not of this driver");
    auto reversed = transact(text, {"Reversal", request.reference}, call);
    if (reversed && reversed->state == PaymentState::Reversed && reversed->amountFen == 0)
        reversed->amountFen = request.amountFen; // a whole reversal need not name it
    return reversed;
}

// Sends once, and from then on finds out what became of it, whatever happens.
sdk::Outcome<sdk::PaymentReport> NexoTerminal::transact(const std::string& text, const Reference& what,
                                                        const sdk::CallContext& call)
{
    if (const auto stop = call.stopReason())
        return *stop;
    if (const auto connected = m_link.connect(call); !connected)
        return connected.failure();
    const sdk::TimePoint patience = patienceOf(call, m_setup.partingTime);
    report(sdk::DeviceState::Online, {}, true);
    Report result = failure(ErrorCode::OutcomeUnknown, "the terminal does not say what became of it");
    if (auto known = follow(text, what, call, patience))
        result = std::move(*known);
    report(sdk::DeviceState::Online, {}, false);
    return result;
}

std::optional<NexoTerminal::Report> NexoTerminal::follow(const std::string& text, const Reference& what,
                                                         const sdk::CallContext& call, sdk::TimePoint patience)
{
    if (m_link.send(text, call))
    {
        const auto answer = awaitAnswer(what.serviceId, call, patience);
        if (answer && *answer)
            return settle(**answer, what);
    }
    // The connection was lost, but the person at the terminal may still be paying.
    if (auto known = resolve(what, call, patience))
        return known;
    return stop(what, call);
}

sdk::Outcome<sdk::PaymentReport> NexoTerminal::settle(const Answer& answer, const Reference& what)
{
    const Verdict verdict = verdictOf(answer.body);
    if (verdict.condition == "Busy" || verdict.condition == "InProgress")
        return sdk::commandError("terminalBusy", "another transaction runs at the terminal");
    if (verdict.condition == "LoggedOut")
    {
        m_link.disconnect(); // a new login comes with the next poll
        return failure(ErrorCode::DeviceNotReady, "the terminal wants a login first");
    }
    return what.category == "Payment" ? paymentReport(answer.body, what.serviceId)
                                      : reversalReport(answer.body, what.serviceId);
}

} // namespace banshi::drivers::plugins::payterm_nexo
