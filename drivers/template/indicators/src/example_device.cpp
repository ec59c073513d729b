// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <algorithm>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;
using sdk::FlashRate;

constexpr auto kAnswer = 500ms; // a sound device answers within 100 ms

// The names of XFS4IoT for what this device has.
constexpr const char* kLights[] = {"cardReader", "receiptPrinter"};
constexpr const char* kDoor = "cabinetDoor";

std::string wordOf(FlashRate rate)
{
    switch (rate)
    {
    case FlashRate::Off:
        return "off";
    case FlashRate::Slow:
        return "slow";
    case FlashRate::Medium:
        return "medium";
    case FlashRate::Quick:
        return "quick";
    case FlashRate::Continuous:
        break;
    }
    return "continuous";
}

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto link = LineLink::open(m_connect, kAnswer, m_model, call);
    if (!link)
        return link.failure();
    m_link = std::move(*link);
    for (const char* light : kLights) // an earlier process may have left one on
        if (auto out = set(light, FlashRate::Off, call); !out)
            return out;
    return poll(call);
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    const auto answer = m_link->ask("DOOR?", kAnswer, call);
    if (!answer)
        return answer.failure();
    if (*answer != "DOOR open" && *answer != "DOOR closed")
        return failure(ErrorCode::HardwareError, "no answer to DOOR?");
    m_status.common.device = sdk::DeviceState::Online;
    m_status.sensors[kDoor] = *answer == "DOOR open" ? "open" : "closed";
    m_host.setStatus(m_status);
    return {};
}

sdk::IndicatorsCapabilities ExampleDevice::capabilities() const
{
    sdk::IndicatorsCapabilities capabilities;
    capabilities.common.model = m_model;
    capabilities.lights.assign(std::begin(kLights), std::end(kLights));
    capabilities.sensors = {kDoor};
    return capabilities;
}

sdk::Outcome<void> ExampleDevice::setLights(const std::map<std::string, FlashRate>& lights,
                                            const sdk::CallContext& call)
{
    for (const auto& [name, rate] : lights)
        if (std::ranges::find(kLights, name) == std::end(kLights))
            return failure(ErrorCode::UnsupportedData, "no light " + name);
    for (const auto& [name, rate] : lights)
        if (auto done = set(name, rate, call); !done)
            return done;
    m_host.setStatus(m_status);
    return {};
}

sdk::Outcome<void> ExampleDevice::set(const std::string& light, FlashRate rate, const sdk::CallContext& call)
{
    const std::string order = "LIGHT " + light + ' ' + wordOf(rate);
    const auto answer = m_link->ask(order, kAnswer, call);
    if (!answer)
        return answer.failure();
    if (*answer != order)
        return failure(ErrorCode::HardwareError, "no answer to LIGHT");
    m_status.lights[light] = rate;
    return {};
}

} // namespace banshi::drivers::plugins::example_driver
