// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/camera_feed.h"

#include "banshi/drivers/protocol/commands.h"

#include <QPointer>

namespace banshi::app::adapters
{

using namespace drivers;

namespace
{

constexpr std::chrono::seconds kStartTimeout(10); // a USB camera's warm-up included

} // namespace

CameraFeed::CameraFeed(client::DeviceProxy& proxy) : m_proxy(proxy)
{
    connect(&proxy, &client::DeviceProxy::eventReceived, this,
            [this](const QString& name, const nlohmann::json&) { announced(name); });
}

CameraFeed::~CameraFeed()
{
    stop();
}

void CameraFeed::start(OnFrame frame, std::function<void()> lost)
{
    m_onFrame = std::move(frame);
    m_lost = std::move(lost);
    m_running = true;
    const unsigned run = ++m_run;
    m_proxy.send(protocol::command::kStartPreview, nlohmann::json::object(), kStartTimeout,
                 [self = QPointer<CameraFeed>(this), run](const client::Completion& completion) {
                     if (self && self->m_running && self->m_run == run)
                         self->opened(completion);
                 });
}

void CameraFeed::opened(const client::Completion& completion)
{
    const auto description = completion.ok()
                                 ? protocol::previewRingFromJson(completion.payload)
                                 : protocol::Parsed<protocol::PreviewRing>(tl::unexpected(protocol::ProtocolError{}));
    if (description)
        if (auto ring = protocol::FrameRingReader::open(*description))
        {
            m_ring = std::move(*ring);
            return;
        }
    m_running = false;
    if (m_lost)
        m_lost();
}

void CameraFeed::announced(const QString& event)
{
    if (!m_ring || event != QLatin1String(protocol::event::kFrameReady.data()) || !m_ring->readNewer(m_frame) ||
        !m_onFrame)
        return;
    m_onFrame({m_frame.bgr.data(), m_frame.width, m_frame.height, m_frame.stride});
}

void CameraFeed::stop()
{
    if (m_running)
        m_proxy.send(protocol::command::kStopPreview, nlohmann::json::object(), kStartTimeout,
                     [](const client::Completion&) {});
    m_running = false;
    m_ring.reset();
    base::wipe(m_frame.bgr.data(), m_frame.bgr.size());
    m_frame = {};
    m_onFrame = {};
    m_lost = {};
}

} // namespace banshi::app::adapters
