// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_v4l2/opencv_camera.h"

#include "banshi/drivers/plugins/camera_v4l2/presence.h"

#include <algorithm>

namespace banshi::drivers::plugins::camera_v4l2
{

namespace
{

using sdk::ErrorCode;
using sdk::failure;

constexpr std::chrono::milliseconds kSlice(50); // between two looks at the context
constexpr std::chrono::milliseconds kPresenceTime(500);
constexpr std::size_t kLargestPicture = 1024 * 1024;

std::chrono::milliseconds sliceUntil(const sdk::CallContext& call, sdk::TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - call.now());
    return std::clamp(left, std::chrono::milliseconds(0), kSlice);
}

} // namespace

OpenCvCamera::OpenCvCamera(Setup setup, sdk::HostServices& host) : m_setup(std::move(setup)), m_host(host) {}

void OpenCvCamera::report(sdk::DeviceState state, const std::string& reason)
{
    sdk::CameraStatus status;
    status.common.device = state;
    if (!reason.empty())
        status.common.reasons.push_back(reason);
    status.previewing = m_grabber != nullptr;
    m_host.setStatus(status);
}

sdk::Outcome<void> OpenCvCamera::open(const sdk::CallContext& call)
{
    if (!isPresent(m_setup.capture, kPresenceTime))
        return failure(ErrorCode::DeviceNotReady, "the camera is not there");
    const auto format = [&] {
        Grabber grabber(m_setup.capture); // gone before the camera is called ready: its farewell takes a moment
        return firstFrame(grabber, call);
    }();
    if (!format)
        return format.failure();
    m_format = *format;
    report(sdk::DeviceState::Online);
    return {};
}

void OpenCvCamera::close()
{
    m_grabber.reset();
}

sdk::Outcome<void> OpenCvCamera::poll(const sdk::CallContext&)
{
    if (m_grabber)
        return {}; // the frames themselves tell
    if (!isPresent(m_setup.capture, kPresenceTime))
    {
        report(sdk::DeviceState::Offline, "not-present");
        return failure(ErrorCode::DeviceNotReady, "the camera is not there any more");
    }
    report(sdk::DeviceState::Online);
    return {};
}

sdk::CameraCapabilities OpenCvCamera::capabilities() const
{
    sdk::CameraCapabilities capabilities;
    capabilities.common.model = m_setup.capture.isDevice ? "V4L2 camera" : "MJPEG over HTTP";
    capabilities.preview = m_format;
    return capabilities;
}

// Waits for a grabber's first frame and returns its size.
sdk::Outcome<sdk::PreviewFormat> OpenCvCamera::firstFrame(Grabber& grabber, const sdk::CallContext& call)
{
    const sdk::TimePoint until = call.atMost(m_setup.firstFrameTime);
    for (;;)
    {
        const Waited waited = grabber.waitBeyond(0, sliceUntil(call, until));
        if (waited == Waited::Frame)
            break;
        if (auto stop = call.stopReason())
            return *stop;
        if (waited == Waited::Broken)
            return failure(ErrorCode::DeviceNotReady, "the camera cannot be opened");
        if (call.now() >= until)
            return failure(ErrorCode::DeviceNotReady, "the camera gives no frame");
    }
    sdk::PreviewFormat format;
    grabber.withFrame([&format](const sdk::FrameView& frame) { format = {frame.width, frame.height}; });
    return format;
}

sdk::Outcome<sdk::PreviewFormat> OpenCvCamera::startPreview(const sdk::CallContext& call)
{
    if (m_grabber)
        return m_format;
    auto grabber = std::make_unique<Grabber>(m_setup.capture);
    auto format = firstFrame(*grabber, call);
    if (!format)
    {
        report(sdk::DeviceState::Offline, "no-frames");
        return format;
    }
    m_format = *format;
    m_grabber = std::move(grabber);
    m_shown = 0;
    m_reopened = 0;
    m_lastFrame = call.now();
    report(sdk::DeviceState::Online);
    return format;
}

sdk::Outcome<void> OpenCvCamera::pumpFrame(sdk::FrameSink& sink, const sdk::CallContext& call)
{
    if (!m_grabber)
        return failure(ErrorCode::SequenceError, "no preview runs");
    const auto limit = call.deadline().value_or(call.now() + kSlice);
    for (;;)
    {
        const Waited waited = m_grabber->waitBeyond(m_shown, sliceUntil(call, limit));
        if (waited == Waited::Frame)
            break;
        const bool frozen = call.now() - m_lastFrame >= m_setup.frozenTime;
        if (waited == Waited::Broken || frozen)
            return revive(call);
        if (auto stop = call.stopReason())
            return *stop;
        if (call.now() >= limit)
            return failure(ErrorCode::TimeOut, "no frame yet");
    }
    if (m_reopened > 0)
        report(sdk::DeviceState::Online);
    m_reopened = 0;
    m_lastFrame = call.now();
    m_shown = m_grabber->newest();
    sdk::Outcome<void> written;
    m_grabber->withFrame([&written, &sink](const sdk::FrameView& frame) { written = sink.write(frame); });
    return written;
}

// Opens a camera anew that has stopped giving frames. TimeOut while there is hope, DeviceNotReady after that.
sdk::Outcome<void> OpenCvCamera::revive(const sdk::CallContext& call)
{
    m_grabber.reset();
    if (++m_reopened > m_setup.reopenings)
    {
        report(sdk::DeviceState::Offline, "no-frames");
        return failure(ErrorCode::DeviceNotReady, "the camera gives no frames");
    }
    m_host.log(sdk::LogLevel::Warning, "the camera gives no frames, opening it again");
    (void)call.pause(kSlice); // a camera that refuses at once is not hammered
    m_grabber = std::make_unique<Grabber>(m_setup.capture);
    m_shown = 0;
    m_lastFrame = call.now();
    return failure(ErrorCode::TimeOut, "the camera is being opened again");
}

sdk::Outcome<void> OpenCvCamera::stopPreview(const sdk::CallContext&)
{
    m_grabber.reset();
    report(sdk::DeviceState::Online);
    return {};
}

sdk::Outcome<sdk::Picture> OpenCvCamera::takePicture(const sdk::CallContext& call)
{
    if (m_grabber)
        return shoot(*m_grabber, call);
    Grabber grabber(m_setup.capture);
    return shoot(grabber, call);
}

// The next frame, not the newest: it shows what is there after the command.
sdk::Outcome<sdk::Picture> OpenCvCamera::shoot(Grabber& grabber, const sdk::CallContext& call)
{
    const std::uint64_t before = grabber.newest();
    const sdk::TimePoint until = call.atMost(m_setup.firstFrameTime);
    for (;;)
    {
        const Waited waited = grabber.waitBeyond(before, sliceUntil(call, until));
        if (waited == Waited::Frame)
            break;
        if (auto stop = call.stopReason())
            return *stop;
        if (waited == Waited::Broken || call.now() >= until)
            return sdk::commandError("cameraInoperable", "the camera gives no frame");
    }
    auto jpeg = grabber.jpeg(kLargestPicture);
    if (!jpeg)
        return failure(ErrorCode::InternalError, "the frame cannot be encoded");
    return sdk::Picture{std::move(*jpeg)};
}

} // namespace banshi::drivers::plugins::camera_v4l2
