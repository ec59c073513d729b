// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/camera.h>
#include <banshi/drivers/sdk/host_services.h>

namespace banshi::drivers::plugins::example_driver
{

/// A very small camera without colours: frames of 32×24 points as digits in a line, and pictures that are JPEG already.
/// Threads: the host's worker.
class ExampleDevice : public sdk::Camera
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::CameraCapabilities capabilities() const override;
    sdk::Outcome<sdk::PreviewFormat> startPreview(const sdk::CallContext& call) override;
    sdk::Outcome<void> pumpFrame(sdk::FrameSink& sink, const sdk::CallContext& call) override;
    sdk::Outcome<void> stopPreview(const sdk::CallContext& call) override;
    sdk::Outcome<sdk::Picture> takePicture(const sdk::CallContext& call) override;

private:
    /// Tells the camera to capture or not, and the host that it does.
    sdk::Outcome<void> capture(bool on, const sdk::CallContext& call);
    /// Asks, and leaves out frames that were on their way. Errors: as LineLink::ask().
    sdk::Outcome<std::string> ask(const std::string& question, std::string_view answer, const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
};

} // namespace banshi::drivers::plugins::example_driver
