// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/camera_v4l2/grabber.h"

#include <banshi/drivers/sdk/host_services.h>
#include <memory>

namespace banshi::drivers::plugins::camera_v4l2
{

/// A camera that is open only while somebody looks through it. A camera that stops giving frames is opened anew; when
/// that does not help, the preview ends and the device goes offline.
/// Threads: as sdk::Device.
class OpenCvCamera : public sdk::Camera
{
public:
    /// The source, and how patient to be with it.
    struct Setup
    {
        CaptureSetup capture;
        std::chrono::milliseconds firstFrameTime{5000}; ///< from opening to the first frame after warm-up
        std::chrono::milliseconds frozenTime{2000};     ///< without a frame until the camera is opened anew
        int reopenings = 3;                             ///< in a row, until the camera counts as gone
    };

    /// `host` outlives the camera.
    OpenCvCamera(Setup setup, sdk::HostServices& host);

    /// Takes one frame to learn the size, then lets go again.
    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::CameraCapabilities capabilities() const override;
    sdk::Outcome<sdk::PreviewFormat> startPreview(const sdk::CallContext& call) override;
    sdk::Outcome<void> pumpFrame(sdk::FrameSink& sink, const sdk::CallContext& call) override;
    sdk::Outcome<void> stopPreview(const sdk::CallContext& call) override;
    sdk::Outcome<sdk::Picture> takePicture(const sdk::CallContext& call) override;

private:
    [[nodiscard]] sdk::Outcome<sdk::PreviewFormat> firstFrame(Grabber& grabber, const sdk::CallContext& call);
    [[nodiscard]] sdk::Outcome<void> revive(const sdk::CallContext& call);
    [[nodiscard]] sdk::Outcome<sdk::Picture> shoot(Grabber& grabber, const sdk::CallContext& call);
    void report(sdk::DeviceState state, const std::string& reason = {});

    Setup m_setup;
    sdk::HostServices& m_host;
    sdk::PreviewFormat m_format;
    std::unique_ptr<Grabber> m_grabber; ///< while previewing
    std::uint64_t m_shown = 0;          ///< number of the last frame that went to the sink
    sdk::TimePoint m_lastFrame;
    int m_reopened = 0;
};

} // namespace banshi::drivers::plugins::camera_v4l2
