// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include "hex.h"

#include <banshi/drivers/sdk/parting_call.h>
#include <banshi/drivers/sdk/wipe.h>
#include <charconv>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kAnswer = 500ms;  // a sound device answers within 100 ms
constexpr auto kParting = 500ms; // to forget a finger although nobody waits any more
constexpr auto kPause = 150ms;
constexpr std::size_t kLargest = 1024;       // bytes of a template
constexpr const char* kFormat = "reserved1"; // XFS4IoT's word for a maker's own
constexpr std::string_view kCaptured = "CAPTURE ";
constexpr std::string_view kMatched = "MATCH ";

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto link = LineLink::open(m_connect, kAnswer, m_model, call);
    if (!link)
        return link.failure();
    m_link = std::move(*link);
    m_status.common.device = sdk::DeviceState::Online;
    return clear(call); // an earlier process may have left somebody's finger in it
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    const auto there = isFingerThere(call);
    return there ? sdk::Outcome<void>() : sdk::Outcome<void>(there.failure());
}

sdk::BiometricReaderCapabilities ExampleDevice::capabilities() const
{
    sdk::BiometricReaderCapabilities capabilities;
    capabilities.common.model = m_model;
    capabilities.formats = {kFormat};
    return capabilities;
}

void ExampleDevice::report()
{
    m_host.setStatus(m_status);
}

sdk::Outcome<bool> ExampleDevice::isFingerThere(const sdk::CallContext& call)
{
    const auto answer = m_link->ask("FINGER?", kAnswer, call);
    if (!answer)
        return answer.failure();
    if (*answer != "FINGER yes" && *answer != "FINGER no")
        return failure(ErrorCode::HardwareError, "no answer to FINGER?");
    m_status.subjectPresent = *answer == "FINGER yes";
    report();
    return m_status.subjectPresent;
}

sdk::Outcome<sdk::BiometricTemplate> ExampleDevice::read(const sdk::CallContext& call)
{
    call.event(sdk::PresentSubject{});
    for (;;)
    {
        const auto there = isFingerThere(call);
        if (!there)
            return there.failure();
        if (*there)
            break;
        if (!call.pause(kPause))
            return failure(call.cancelled() ? ErrorCode::Canceled : ErrorCode::TimeOut);
    }
    call.event(sdk::SubjectDetected{});
    auto captured = capture(call);
    if (captured)
        call.event(sdk::RemoveSubject{});
    return captured;
}

sdk::Outcome<sdk::BiometricTemplate> ExampleDevice::capture(const sdk::CallContext& call)
{
    auto line = m_link->ask("CAPTURE", kAnswer, call);
    if (!line)
        return line.failure();
    auto data = line->starts_with(kCaptured) ? fromHex(std::string_view(*line).substr(kCaptured.size())) : std::nullopt;
    sdk::wipe(*line);
    if (!data || data->empty())
        return sdk::commandError("readFailed", "the sensor has captured nothing");
    m_status.captured = true;
    report();
    return sdk::BiometricTemplate(kFormat, std::move(*data));
}

sdk::Outcome<void> ExampleDevice::import(const sdk::BiometricTemplate& reference, const sdk::CallContext& call)
{
    if (reference.format != kFormat || reference.data.empty() || reference.data.size() > kLargest)
        return failure(ErrorCode::UnsupportedData, "not a template of this sensor");
    std::string order = "IMPORT " + toHex(reference.data);
    const auto answer = m_link->ask(order, kAnswer, call);
    sdk::wipe(order);
    if (!answer)
        return answer.failure();
    return *answer == "IMPORT ok" ? sdk::Outcome<void>()
                                  : sdk::Outcome<void>(failure(ErrorCode::UnsupportedData, "the sensor refuses it"));
}

sdk::Outcome<int> ExampleDevice::match(const sdk::CallContext& call)
{
    const auto answer = m_link->ask("MATCH", kAnswer, call);
    if (!answer)
        return answer.failure();
    if (*answer == "MATCH no capture")
        return sdk::commandError("noCaptureData");
    if (*answer == "MATCH no import")
        return sdk::commandError("noImportedData");
    int percent = -1;
    if (answer->starts_with(kMatched))
        std::from_chars(answer->data() + kMatched.size(), answer->data() + answer->size(), percent);
    if (percent < 0 || percent > 100)
        return failure(ErrorCode::HardwareError, "no answer to MATCH");
    return percent;
}

sdk::Outcome<void> ExampleDevice::clear(const sdk::CallContext& call)
{
    const sdk::PartingCall parting(call, kParting);
    const auto answer = m_link->ask("CLEAR", kAnswer, parting);
    if (!answer)
        return answer.failure();
    if (*answer != "CLEAR")
        return failure(ErrorCode::HardwareError, "no answer to CLEAR");
    m_status.captured = false;
    report();
    return {};
}

} // namespace banshi::drivers::plugins::example_driver
