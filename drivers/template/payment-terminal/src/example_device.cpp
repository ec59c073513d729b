// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <algorithm>
#include <banshi/drivers/sdk/parting_call.h>
#include <banshi/drivers/sdk/wipe.h>
#include <sstream>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;
using sdk::PaymentState;

constexpr auto kAnswer = 500ms; // a sound device answers within 100 ms
constexpr auto kAskPause = 300ms;
constexpr auto kParting = 3000ms; // to stop a payment that nobody waits for, and to see what became of it
constexpr int kPartingShare = 4;  // of the time that a call has, at most

constexpr std::pair<std::string_view, PaymentState> kStates[] = {
    {"approved", PaymentState::Approved},  {"declined", PaymentState::Declined}, {"aborted", PaymentState::Aborted},
    {"unknown", PaymentState::NotStarted}, {"paying", PaymentState::InProgress}, {"reversed", PaymentState::Reversed}};

/// Reads `RESULT REFERENCE STATE FEN RECEIPT CARD`; nothing of the card is kept. Nothing when it is another line.
std::optional<sdk::PaymentReport> parse(const std::string& line)
{
    std::istringstream words(line);
    std::string kind;
    std::string state;
    std::string receipt;
    sdk::PaymentReport report;
    if (!(words >> kind >> report.reference >> state >> report.amountFen >> receipt) || kind != "RESULT")
        return std::nullopt;
    const auto* known = std::ranges::find(kStates, state, &std::pair<std::string_view, PaymentState>::first);
    if (known == std::end(kStates))
        return std::nullopt;
    report.state = known->second;
    if (report.state == PaymentState::Approved || report.state == PaymentState::Reversed)
        report.terminalReference = receipt;
    else
        report.reason = state;
    return report;
}

bool isEnd(const sdk::PaymentReport& report)
{
    return report.state != PaymentState::InProgress && report.state != PaymentState::Unknown;
}

bool isReceipt(const std::string& text)
{
    return text.size() > 1 && text.front() == 'R' && text.find_first_not_of("0123456789", 1) == std::string::npos;
}

// Until when to wait for the person at the terminal: the parting needs the rest.
sdk::TimePoint patienceOf(const sdk::CallContext& call)
{
    const auto end = call.deadline();
    if (!end)
        return sdk::TimePoint::max();
    return *end - std::min<std::chrono::nanoseconds>(kParting, (*end - call.now()) / kPartingShare);
}

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    m_link.reset();
    const auto model = ask("ID?", call);
    if (!model)
        return model.failure();
    m_model = *model;
    return poll(call);
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    const auto answer = ask("STATE?", call);
    if (!answer)
        return answer.failure();
    if (*answer != "STATE idle" && *answer != "STATE paying")
        return failure(ErrorCode::HardwareError, "no answer to STATE?");
    report(*answer == "STATE paying");
    return {};
}

void ExampleDevice::report(bool paying)
{
    sdk::PaymentTerminalStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.paying = paying;
    m_host.setStatus(status);
}

sdk::PaymentTerminalCapabilities ExampleDevice::capabilities() const
{
    sdk::PaymentTerminalCapabilities capabilities;
    capabilities.common.model = m_model;
    return capabilities;
}

sdk::Outcome<void> ExampleDevice::connect(const sdk::CallContext& call)
{
    if (m_link)
        return {};
    auto channel = m_connect(call);
    if (!channel)
        return channel.failure();
    m_link = std::make_unique<LineLink>(std::move(*channel));
    return {};
}

sdk::Outcome<std::string> ExampleDevice::ask(const std::string& question, const sdk::CallContext& call)
{
    if (auto connected = connect(call); !connected)
        return connected.failure();
    auto answer = m_link->ask(question, kAnswer, call);
    if (!answer && answer.failure().code == ErrorCode::DeviceNotReady)
        m_link.reset();
    return answer;
}

sdk::Outcome<sdk::PaymentReport> ExampleDevice::askFor(const std::string& question, const std::string& reference,
                                                       const sdk::CallContext& call)
{
    auto answer = ask(question, call);
    for (;;)
    {
        if (!answer)
            return answer.failure();
        auto found = parse(*answer);
        sdk::wipe(*answer); // it names the card
        if (found && (reference.empty() || found->reference == reference))
            return std::move(*found);
        answer = m_link->hear(kAnswer, call); // the answer to a question that was given up
    }
}

sdk::Outcome<sdk::PaymentReport> ExampleDevice::pay(const sdk::PaymentRequest& request, const sdk::CallContext& call)
{
    return transact("PAY " + request.reference + ' ' + std::to_string(request.amountFen), request.reference, call);
}

sdk::Outcome<sdk::PaymentReport> ExampleDevice::reverse(const sdk::ReversalRequest& request,
                                                        const sdk::CallContext& call)
{
    if (!isReceipt(request.terminalReference))
        return failure(ErrorCode::InvalidData, "terminalReference is none of this terminal's");
    return transact("REVERSE " + request.reference + ' ' + request.terminalReference + ' ' +
                        std::to_string(request.amountFen),
                    request.reference, call);
}

sdk::Outcome<sdk::PaymentReport> ExampleDevice::transact(const std::string& order, const std::string& reference,
                                                         const sdk::CallContext& call)
{
    if (auto stop = call.stopReason())
        return *stop;
    if (auto connected = connect(call); !connected)
        return connected.failure();
    const sdk::TimePoint patience = patienceOf(call);
    report(true);
    // From the first byte on money may move: it is never sent twice, and its end is asked for.
    const auto taken = ask(order, call);
    if (taken && *taken == "BUSY")
    {
        report(false);
        return sdk::commandError("terminalBusy", "another transaction runs at the terminal");
    }
    auto end = resolve("ASK " + reference, reference, call, patience);
    if (!end)
    {
        const auto limit = call.deadline();
        const std::chrono::nanoseconds left = limit ? *limit - call.now() : std::chrono::nanoseconds::max();
        const sdk::PartingCall parting(call, std::min<std::chrono::nanoseconds>(left, kParting));
        end = resolve("ABORT " + reference, reference, parting, *parting.deadline());
    }
    report(false);
    if (!end)
        return failure(ErrorCode::OutcomeUnknown, "the terminal does not say what became of it");
    return std::move(*end);
}

std::optional<sdk::PaymentReport> ExampleDevice::resolve(const std::string& question, const std::string& reference,
                                                         const sdk::CallContext& call, sdk::TimePoint until)
{
    do
    {
        auto known = askFor(question, reference, call);
        if (known && isEnd(*known))
            return std::move(*known);
    } while (call.now() < until && call.pause(kAskPause));
    return std::nullopt;
}

sdk::Outcome<sdk::PaymentReport> ExampleDevice::abort(const std::string& reference, const sdk::CallContext& call)
{
    return askFor("ABORT " + reference, reference, call);
}

sdk::Outcome<sdk::PaymentReport> ExampleDevice::query(const std::string& reference, const sdk::CallContext& call)
{
    return askFor("ASK " + reference, reference, call);
}

sdk::Outcome<sdk::PaymentReport> ExampleDevice::lastTransaction(const sdk::CallContext& call)
{
    return askFor("LAST?", {}, call);
}

} // namespace banshi::drivers::plugins::example_driver
