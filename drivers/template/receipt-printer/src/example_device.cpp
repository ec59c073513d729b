// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <banshi/drivers/sdk/wipe.h>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kAnswer = 500ms; // a sound device answers within 100 ms
constexpr auto kSlip = 20000ms; // the longest slip
constexpr auto kSlice = 500ms;

// This device prints plain text; a code becomes the text that it stands for.
struct LineText
{
    std::string operator()(const sdk::TextLine& line) const { return line.text + "\n"; }
    std::string operator()(const sdk::PairLine& line) const { return line.left + "  " + line.right + "\n"; }
    std::string operator()(const sdk::RuleLine&) const { return "--------\n"; }
    std::string operator()(const sdk::QrLine& line) const { return line.data + "\n"; }
    std::string operator()(const sdk::FeedLine& line) const
    {
        return std::string(static_cast<std::size_t>(line.lines), '\n');
    }
};

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto link = LineLink::open(m_connect, kAnswer, m_model, call);
    if (!link)
        return link.failure();
    m_link = std::move(*link);
    return poll(call);
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    const auto obstructed = obstacle(call);
    return obstructed ? sdk::Outcome<void>() : sdk::Outcome<void>(obstructed.failure());
}

sdk::ReceiptPrinterCapabilities ExampleDevice::capabilities() const
{
    sdk::ReceiptPrinterCapabilities capabilities;
    capabilities.common.model = m_model;
    capabilities.qr = false;
    return capabilities;
}

sdk::Outcome<std::string> ExampleDevice::obstacle(const sdk::CallContext& call)
{
    const auto answer = m_link->ask("STATE?", kAnswer, call);
    if (!answer)
        return answer.failure();
    if (*answer != "STATE ok" && *answer != "STATE paper" && *answer != "STATE cover")
        return failure(ErrorCode::HardwareError, "no answer to STATE?");
    sdk::ReceiptPrinterStatus status;
    status.coverOpen = *answer == "STATE cover";
    status.common.device = status.coverOpen ? sdk::DeviceState::UserError : sdk::DeviceState::Online;
    status.paper = *answer == "STATE paper" ? sdk::PaperState::Out : sdk::PaperState::Full;
    m_host.setStatus(status);
    if (status.coverOpen)
        return std::string("coverOpen");
    return std::string(status.paper == sdk::PaperState::Out ? "paperOut" : "");
}

sdk::Outcome<void> ExampleDevice::printSlip(const sdk::Slip& slip, const sdk::CallContext& call)
{
    const auto obstructed = obstacle(call);
    if (!obstructed)
        return obstructed.failure();
    if (!obstructed->empty())
        return sdk::commandError(*obstructed, "refused before the first byte");
    std::string text;
    for (const sdk::SlipLine& line : slip.lines)
        text += std::visit(LineText{}, line);
    if (auto stop = call.stopReason())
        return *stop;

    // From the first byte on nobody can say what is on paper before the printer has said DONE.
    text.insert(0, "PRINT " + std::to_string(text.size()) + "\n");
    const auto sent = m_link->send(text, call);
    sdk::wipe(text);
    if (!sent)
        return failure(ErrorCode::OutcomeUnknown, "the line broke within the slip");
    const sdk::TimePoint end = call.atMost(kSlip);
    while (call.now() < end)
    {
        const auto answer = m_link->hear(kSlice, call);
        if (answer && *answer == "DONE")
            return {};
        const bool isPatient = !answer && answer.failure().code == ErrorCode::DeviceNotReady &&
                               answer.failure().detail == "the device does not answer";
        if (!isPatient)
            break;
    }
    return failure(ErrorCode::OutcomeUnknown, "the printer has not said that the slip is on paper");
}

} // namespace banshi::drivers::plugins::example_driver
