// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/frame_ring.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/wipe.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

constexpr int kSlots = 4;

class CameraService : public DeviceService, private sdk::FrameSink
{
public:
    CameraService(std::unique_ptr<sdk::Camera> camera, Outbox& outbox) : m_camera(std::move(camera)), m_outbox(outbox)
    {
    }

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::Camera; }
    [[nodiscard]] sdk::Device& device() override { return *m_camera; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_camera->capabilities()); }
    [[nodiscard]] bool isStreaming() const override { return m_ring != nullptr; }
    sdk::Outcome<void> pump(const sdk::CallContext& call) override { return m_camera->pumpFrame(*this, call); }
    void closed() override { m_ring.reset(); }

    Reply execute(const std::string& command, const nlohmann::json&, const sdk::CallContext& call) override
    {
        if (command == protocol::command::kStartPreview)
            return start(call);
        if (command == protocol::command::kStopPreview)
        {
            m_ring.reset();
            const auto stopped = m_camera->stopPreview(call);
            return stopped ? Reply{} : replyOf(stopped.failure());
        }
        auto picture = m_camera->takePicture(call);
        if (!picture)
            return replyOf(picture.failure());
        Reply reply{protocol::CompletionCode::Success, {}, protocol::toJson(*picture)};
        sdk::wipe(picture->jpeg);
        return reply;
    }

private:
    Reply start(const sdk::CallContext& call)
    {
        if (m_ring)
            return {protocol::CompletionCode::Success, {}, protocol::toJson(m_ring->description())};
        const auto format = m_camera->startPreview(call);
        if (!format)
            return replyOf(format.failure());
        auto ring = protocol::FrameRingWriter::create(format->width, format->height, kSlots);
        if (!ring)
        {
            (void)m_camera->stopPreview(call);
            return {protocol::CompletionCode::InternalError, ring.error().detail, nlohmann::json::object()};
        }
        m_ring = std::move(*ring);
        return {protocol::CompletionCode::Success, {}, protocol::toJson(m_ring->description())};
    }

    sdk::Outcome<void> write(const sdk::FrameView& frame) override
    {
        const auto sequence = m_ring ? m_ring->write(frame) : std::nullopt;
        if (!sequence)
            return sdk::failure(sdk::ErrorCode::InvalidData, "a frame of another size");
        m_outbox.broadcast(protocol::makeUnsolicited(std::string(protocol::event::kFrameReady),
                                                     protocol::frameReadyToJson(*sequence, kSlots)));
        return {};
    }

    std::unique_ptr<sdk::Camera> m_camera;
    Outbox& m_outbox;
    std::unique_ptr<protocol::FrameRingWriter> m_ring;
};

} // namespace

std::unique_ptr<DeviceService> makeCameraService(std::unique_ptr<sdk::Device> device, Outbox& outbox)
{
    auto camera = deviceAs<sdk::Camera>(std::move(device));
    return camera ? std::make_unique<CameraService>(std::move(camera), outbox) : nullptr;
}

} // namespace banshi::drivers::host
