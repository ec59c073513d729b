// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include "hex.h"

#include <banshi/drivers/sdk/wipe.h>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kAnswer = 500ms; // a sound device answers within 100 ms
constexpr sdk::PreviewFormat kFormat{32, 24};
constexpr int kColours = 3;
constexpr std::string_view kFrame = "FRAME ";     // and a pair of digits for each point
constexpr std::string_view kPicture = "PICTURE "; // and those of a JPEG file

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto channel = m_connect(call);
    if (!channel)
        return channel.failure();
    m_link = std::make_unique<LineLink>(std::move(*channel));
    const auto model = ask("ID?", "ID ", call);
    if (!model)
        return model.failure();
    m_model = *model;
    return capture(false, call); // an earlier process may have left it capturing
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    return capture(false, call); // the host does not poll while a preview runs
}

sdk::CameraCapabilities ExampleDevice::capabilities() const
{
    sdk::CameraCapabilities capabilities;
    capabilities.common.model = m_model;
    capabilities.preview = kFormat;
    return capabilities;
}

sdk::Outcome<std::string> ExampleDevice::ask(const std::string& question, std::string_view answer,
                                             const sdk::CallContext& call)
{
    auto line = m_link->ask(question, kAnswer, call);
    while (line && !line->starts_with(answer) && line->starts_with(kFrame))
    {
        sdk::wipe(*line);
        line = m_link->hear(kAnswer, call);
    }
    if (line && !line->starts_with(answer))
        return failure(ErrorCode::HardwareError, "no answer to " + question);
    return line;
}

sdk::Outcome<void> ExampleDevice::capture(bool on, const sdk::CallContext& call)
{
    const std::string order = on ? "PREVIEW on" : "PREVIEW off";
    const auto answer = ask(order, order, call);
    if (!answer)
        return answer.failure();
    sdk::CameraStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.previewing = on;
    m_host.setStatus(status);
    return {};
}

sdk::Outcome<sdk::PreviewFormat> ExampleDevice::startPreview(const sdk::CallContext& call)
{
    if (auto started = capture(true, call); !started)
        return started.failure();
    return kFormat;
}

sdk::Outcome<void> ExampleDevice::stopPreview(const sdk::CallContext& call)
{
    return capture(false, call);
}

sdk::Outcome<void> ExampleDevice::pumpFrame(sdk::FrameSink& sink, const sdk::CallContext& call)
{
    auto line = m_link->ask("FRAME?", kAnswer, call);
    if (!line)
        return line.failure();
    auto grey = line->starts_with(kFrame) ? fromHex(std::string_view(*line).substr(kFrame.size())) : std::nullopt;
    sdk::wipe(*line);
    if (!grey || grey->size() != static_cast<std::size_t>(kFormat.width) * kFormat.height)
        return failure(ErrorCode::HardwareError, "a frame of another size");
    std::vector<std::uint8_t> bgr;
    bgr.reserve(grey->size() * kColours);
    for (const std::uint8_t point : *grey)
        bgr.insert(bgr.end(), kColours, point);
    auto written = sink.write({kFormat.width, kFormat.height, kFormat.width * kColours, bgr});
    sdk::wipe(*grey);
    sdk::wipe(bgr);
    return written;
}

sdk::Outcome<sdk::Picture> ExampleDevice::takePicture(const sdk::CallContext& call)
{
    auto line = ask("PICTURE", "PICTURE", call);
    if (!line)
        return line.failure();
    auto jpeg = line->starts_with(kPicture) ? fromHex(std::string_view(*line).substr(kPicture.size())) : std::nullopt;
    sdk::wipe(*line);
    if (!jpeg)
        return sdk::commandError("cameraInoperable", "the camera takes no picture");
    return sdk::Picture{std::move(*jpeg)};
}

} // namespace banshi::drivers::plugins::example_driver
