// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_terminal.h"

#include <algorithm>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

using sdk::ErrorCode;
using sdk::failure;

constexpr int kReserveShare = 4; // of the time that a call has, for the parting

// Until when to wait for the person at the terminal: the parting needs the rest.
sdk::TimePoint patienceOf(const sdk::CallContext& call, std::chrono::nanoseconds parting)
{
    const auto end = call.deadline();
    if (!end)
        return sdk::TimePoint::max();
    return *end - std::min(parting, (*end - call.now()) / kReserveShare);
}

} // namespace

ZvtTerminal::ZvtTerminal(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host)
    : m_setup(std::move(setup)), m_link(std::move(connect)), m_ledger(m_setup.ledgerFile), m_host(host)
{
}

void ZvtTerminal::report(sdk::DeviceState device, const std::string& reason, bool isPaying)
{
    sdk::PaymentTerminalStatus status{{device, {}}, isPaying};
    if (!reason.empty())
        status.common.reasons.push_back(reason);
    m_host.setStatus(status);
}

sdk::Outcome<void> ZvtTerminal::watch(Course& course, const sdk::CallContext& call, sdk::TimePoint until)
{
    while (course.end == Course::End::None)
    {
        const auto apdu = m_link.receive(call, until);
        if (!apdu)
            return apdu.failure();
        if (!*apdu && call.now() >= until)
            return {};
        if (!*apdu)
            continue;
        const Apdu& said = **apdu;
        course.isHeard = true;
        if (said.code() == code::kStatusInformation)
        {
            course.status = parseStatusInformation(said.data);
            course.isUnclear = !course.status;
        }
        else if (said.code() == code::kIntermediateStatus && !said.data.empty())
            call.event(sdk::PaymentProgress{stageOf(said.data.front())});
        else if (said.code() == code::kCompletion)
            course.end = Course::End::Completed;
        else if (said.code() == code::kAborted || said.cls == code::kRefusalClass)
        {
            const bool isRefused = said.cls == code::kRefusalClass;
            course.end = isRefused ? Course::End::Refused : Course::End::Aborted;
            course.code = isRefused ? said.instruction : said.data.empty() ? std::uint8_t{0xFF} : said.data.front();
        }
    }
    return {};
}

sdk::Outcome<Course> ZvtTerminal::run(const Apdu& command, const sdk::CallContext& call)
{
    if (auto sent = m_link.send(command, call); !sent)
        return sent.failure();
    Course course;
    const sdk::TimePoint end = call.atMost(m_setup.answerTime);
    auto watched = watch(course, call, std::min(end, call.atMost(m_setup.firstWord)));
    if (watched && course.isHeard)
        watched = watch(course, call, end);
    if (course.isBusy())
        m_link.disconnect(); // what the other transaction says would be taken for answers to us
    if (course.end != Course::End::None)
        return course;
    m_link.disconnect(); // what it says later would be taken for the answer to the next command
    if (!watched)
        return watched.failure();
    if (const auto stop = call.stopReason())
        return *stop;
    return failure(ErrorCode::DeviceNotReady, "the terminal does not answer");
}

sdk::Outcome<bool> ZvtTerminal::ready(const sdk::CallContext& call)
{
    m_isRegistered = m_isRegistered && m_link.isConnected();
    if (m_isRegistered)
        return true;
    if (auto connected = m_link.connect(call); !connected)
        return connected.failure();
    const auto course = run(registration(m_setup.registration), call);
    if (!course)
        return course.failure();
    if (course->isBusy())
        return false;
    if (course->end != Course::End::Completed)
        return failure(ErrorCode::DeviceNotReady, "registration: " + reasonOf(course->code));
    m_isRegistered = true;
    return true;
}

sdk::Outcome<void> ZvtTerminal::open(const sdk::CallContext& call)
{
    m_link.disconnect();
    const auto isReady = ready(call);
    if (!isReady)
        return isReady.failure();
    // Before anybody hears that it is online: what an earlier process could not see the end of.
    if (auto caughtUp = catchUp(call); !caughtUp)
        return caughtUp.failure();
    return poll(call);
}

void ZvtTerminal::close()
{
    m_link.disconnect();
}

sdk::Outcome<void> ZvtTerminal::poll(const sdk::CallContext& call)
{
    const auto isReady = ready(call);
    if (!isReady)
        return isReady.failure();
    const auto course = run(statusEnquiry(m_setup.registration), call);
    if (!course)
        return course.failure();
    if (course->end == Course::End::Completed || course->isBusy())
    {
        report(sdk::DeviceState::Online, {}, course->isBusy());
        return {};
    }
    if (course->code == result::kNotRegistered)
        return failure(ErrorCode::DeviceNotReady, "not registered");
    report(sdk::DeviceState::HardwareError, reasonOf(course->code), false);
    return {};
}

sdk::PaymentTerminalCapabilities ZvtTerminal::capabilities() const
{
    sdk::PaymentTerminalCapabilities capabilities;
    capabilities.common.model = "ZVT";
    capabilities.queryAnyReference = false;
    return capabilities;
}

sdk::Outcome<sdk::PaymentReport> ZvtTerminal::pay(const sdk::PaymentRequest& request, const sdk::CallContext& call)
{
    return transact(authorisation(request.amountFen), {request.reference, request.amountFen, false, {}, false}, call);
}

sdk::Outcome<sdk::PaymentReport> ZvtTerminal::reverse(const sdk::ReversalRequest& request, const sdk::CallContext& call)
{
    const auto receipt = receiptOf(request.terminalReference);
    if (!receipt)
        return failure(ErrorCode::InvalidData, "terminalReference is not of this driver");
    return transact(reversal(m_setup.registration, *receipt), {request.reference, request.amountFen, true, {}, false},
                    call);
}

// Sends once, and from then on finds out what became of it, whatever happens.
sdk::Outcome<sdk::PaymentReport> ZvtTerminal::transact(const Apdu& command, Entry entry, const sdk::CallContext& call)
{
    if (const auto stop = call.stopReason())
        return *stop;
    const auto isReady = ready(call);
    if (!isReady)
        return isReady.failure();
    if (!*isReady)
        return sdk::commandError("terminalBusy", "another transaction runs at the terminal");
    // A new transaction takes the place of the one before in the terminal: this is the last time to ask after that.
    const auto caughtUp = catchUp(call);
    if (!caughtUp)
        return caughtUp.failure();
    if (!*caughtUp)
        return sdk::commandError("terminalBusy", "another transaction runs at the terminal");
    // Others may have used the terminal since: what it did last tells its next transaction apart.
    const auto last = run(repeatReceipt(m_setup.registration), call);
    if (!last)
        return last.failure();
    if (last->isBusy())
        return sdk::commandError("terminalBusy", "another transaction runs at the terminal");
    if (last->status)
        entry.before = last->status->mark;
    else if (!last->isUnclear)
        entry.before = Mark{}; // it has none
    if (auto begun = m_ledger.begin(entry); !begun)
        return begun.failure();
    const sdk::TimePoint patience = patienceOf(call, m_setup.partingTime);
    report(sdk::DeviceState::Online, {}, true);
    Report end = failure(ErrorCode::OutcomeUnknown, "the terminal does not say what became of it");
    if (auto learnt = follow(command, entry, call, patience))
        end = std::move(*learnt);
    report(sdk::DeviceState::Online, {}, false);
    return end;
}

std::optional<ZvtTerminal::Report> ZvtTerminal::follow(const Apdu& command, const Entry& entry,
                                                       const sdk::CallContext& call, sdk::TimePoint patience)
{
    if (m_link.send(command, call))
    {
        Course course;
        (void)watch(course, call, patience);
        if (auto end = settle(course, entry))
            return end;
    }
    // The connection was lost, but the person at the terminal may still be paying.
    if (auto end = resolve(entry, call, patience))
        return end;
    return stop(entry, call);
}

} // namespace banshi::drivers::plugins::payterm_zvt
