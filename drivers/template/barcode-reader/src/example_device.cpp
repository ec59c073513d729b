// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <algorithm>
#include <banshi/drivers/sdk/parting_call.h>
#include <banshi/drivers/sdk/wipe.h>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kAnswer = 500ms;  // a sound device answers within 100 ms
constexpr auto kParting = 300ms; // to put the light out although nobody waits any more
constexpr auto kPerson = 24h;    // somebody looks for a code in a telephone: only the caller's deadline ends that

// `CODE KIND TEXT`: how this device says what it has read.
constexpr std::string_view kCode = "CODE ";
constexpr std::pair<std::string_view, sdk::Symbology> kKinds[] = {{"qr ", sdk::Symbology::QrCode},
                                                                  {"c128 ", sdk::Symbology::Code128}};

sdk::Outcome<sdk::Barcode> parse(std::string_view line)
{
    for (const auto& [word, kind] : kKinds)
    {
        if (!line.starts_with(std::string(kCode) + std::string(word)))
            continue;
        line.remove_prefix(kCode.size() + word.size());
        if (line.empty())
            break;
        return sdk::Barcode(kind, {line.begin(), line.end()});
    }
    return sdk::commandError("barcodeInvalid", "what was read is no code");
}

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto link = LineLink::open(m_connect, kAnswer, m_model, call);
    if (!link)
        return link.failure();
    m_link = std::move(*link);
    return light(false, call); // an earlier process may have left it on
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    return light(false, call);
}

sdk::BarcodeReaderCapabilities ExampleDevice::capabilities() const
{
    sdk::BarcodeReaderCapabilities capabilities;
    capabilities.common.model = m_model;
    for (const auto& [word, kind] : kKinds)
        capabilities.symbologies.push_back(kind);
    return capabilities;
}

sdk::Outcome<void> ExampleDevice::light(bool on, const sdk::CallContext& call)
{
    const std::string order = on ? "SCAN on" : "SCAN off";
    auto answer = m_link->ask(order, kAnswer, call);
    while (answer && answer->starts_with(kCode)) // held out before anybody asked: not for whoever reads next
    {
        sdk::wipe(*answer);
        answer = m_link->hear(kAnswer, call);
    }
    if (!answer)
        return answer.failure();
    if (*answer != order)
        return failure(ErrorCode::HardwareError, "no answer to SCAN");
    sdk::BarcodeReaderStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.scanner = on ? sdk::ScannerState::On : sdk::ScannerState::Off;
    m_host.setStatus(status);
    return {};
}

sdk::Outcome<sdk::Barcode> ExampleDevice::read(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call)
{
    if (auto lit = light(true, call); !lit)
        return lit.failure();
    auto code = waitForCode(wanted, call);
    const sdk::PartingCall parting(call, kParting);
    const auto out = light(false, parting);
    if (!out && (code || code.failure().code == ErrorCode::Canceled || code.failure().code == ErrorCode::TimeOut))
        return out.failure(); // a light that stays on and a line that is gone are what has to be told
    return code;
}

sdk::Outcome<sdk::Barcode> ExampleDevice::waitForCode(const std::vector<sdk::Symbology>& wanted,
                                                      const sdk::CallContext& call)
{
    for (;;)
    {
        auto line = m_link->hear(kPerson, call);
        if (!line)
            return line.failure();
        auto code = parse(*line);
        sdk::wipe(*line);
        if (!code || wanted.empty() || std::ranges::find(wanted, code->symbology) != wanted.end())
            return code;
    }
}

} // namespace banshi::drivers::plugins::example_driver
