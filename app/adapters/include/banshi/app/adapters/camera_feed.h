// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/drivers/client/device_proxy.h"
#include "banshi/drivers/protocol/frame_ring.h"

#include <QObject>
#include <functional>
#include <memory>

namespace banshi::app::adapters
{

/// Pictures of one camera out of its host's shared memory, as they are announced.
/// Threads: the GUI thread; a frame costs one copy.
class CameraFeed : public QObject
{
    Q_OBJECT

public:
    using OnFrame = std::function<void(const ports::FrameView&)>;
    /// `proxy` must outlive the feed.
    explicit CameraFeed(drivers::client::DeviceProxy& proxy);
    ~CameraFeed() override;

    /// Starts the preview; `lost` is called once when it cannot be started or its memory is gone.
    void start(OnFrame frame, std::function<void()> lost = {});
    /// Stops it and overwrites the last picture.
    void stop();

private:
    void opened(const drivers::client::Completion& completion);
    void announced(const QString& event);

    drivers::client::DeviceProxy& m_proxy;
    std::unique_ptr<drivers::protocol::FrameRingReader> m_ring;
    drivers::protocol::Frame m_frame;
    OnFrame m_onFrame;
    std::function<void()> m_lost;
    bool m_running = false;
    unsigned m_run = 0; ///< the answer to an earlier start() is nobody's
};

} // namespace banshi::app::adapters
