// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/outbox.h"
#include "banshi/drivers/sdk/host_attention.h"

#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::drivers::host
{

/// The device's status and capabilities as clients see them: answers at once, whatever the driver is doing, and tells
/// all clients what has changed. Keeps the driver's wish to be polled for whoever polls. Threads: any.
class StatusBoard : public sdk::HostServices, public sdk::HostAttention
{
public:
    /// `outbox` must outlive the board and must not ask it anything while it sends; `name` marks the log lines.
    StatusBoard(Outbox& outbox, std::string name);

    /// A device that says "online" while it is being opened is shown so from deviceOpened() on: until then nobody may
    /// count on it, and its capabilities are not known.
    void setStatus(const sdk::Status& status) override;
    void log(sdk::LogLevel level, const std::string& text) override;
    void pollSoon() override;

    /// Overrides `common.device` until the driver reports again or deviceOpened(): the host knows better that nobody
    /// answers.
    void setDeviceState(sdk::DeviceState state, const std::string& reason);
    /// The device is back: what the driver reported last holds again.
    void deviceOpened();
    /// The device is no longer in the driver's hand; what is shown stays.
    void deviceLost();
    void setCapabilities(nlohmann::json capabilities);
    /// Whom to wake when the driver wishes to be polled; called on the wishing thread. An empty function ends it: after
    /// this returns, the former one is not called any more.
    void onPollWish(std::function<void()> wake);
    /// True when the driver has wished to be polled since the last call.
    [[nodiscard]] bool takePollWish();
    [[nodiscard]] nlohmann::json status() const;
    [[nodiscard]] nlohmann::json capabilities() const;

private:
    void replace(nlohmann::json status); // with m_mutex held

    Outbox& m_outbox;
    const std::string m_name;
    mutable std::mutex m_mutex;
    nlohmann::json m_reported;     // guarded by m_mutex; the driver's last status
    nlohmann::json m_status;       // guarded by m_mutex; with the host's override
    nlohmann::json m_capabilities; // guarded by m_mutex
    bool m_isOpen = false;         // guarded by m_mutex
    std::mutex m_wishMutex;
    std::function<void()> m_wake; // guarded by m_wishMutex
    bool m_isWished = false;      // guarded by m_wishMutex
};

} // namespace banshi::drivers::host
