// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/host/command_queue.h"
#include "banshi/drivers/host/device_service.h"
#include "banshi/drivers/host/driver_watch.h"
#include "banshi/drivers/host/reset_limit.h"
#include "banshi/drivers/host/status_board.h"

#include <set>
#include <stop_token>

namespace banshi::drivers::host
{

/// Keeps the device open: opens it at the start, polls it while nothing else runs, closes and reopens it with growing
/// pauses when it is lost; looks at it at once when the driver wishes so. Exceptions of a driver count as its internal
/// error; each call into it is a turn of the watch. A preview runs until the last client that has started it stops it
/// or goes. Threads: the worker only.
class DeviceKeeper
{
public:
    /// All references must outlive the keeper. `resetsPerHour` as in the plug-in's metadata.
    DeviceKeeper(const base::Clock& clock, DeviceService& service, StatusBoard& board, DriverWatch& watch,
                 int resetsPerHour);
    ~DeviceKeeper();
    DeviceKeeper(const DeviceKeeper&) = delete;
    DeviceKeeper& operator=(const DeviceKeeper&) = delete;

    /// Runs a command, opening the device first when it is closed. A Reset closes and opens it; one that comes too
    /// often gets SequenceError and `retryAfterMs`, and the device is left alone.
    Reply run(const PendingCommand& command, const sdk::CallContext& call);
    /// A client has gone, and with it its wish for a preview.
    void left(ConnectionId who, std::stop_token stop);
    /// Does what is due when no command waits, and says when it wants to be called again at the latest.
    base::MonoTime idle(std::stop_token stop);

private:
    Reply execute(const std::string& command, const nlohmann::json& payload, const sdk::CallContext& call);
    Reply reset(const sdk::CallContext& call);
    sdk::Outcome<void> open(const sdk::CallContext& call);
    void poll(const sdk::CallContext& call);
    void pump(const sdk::CallContext& call);
    bool isWatchedWithout(ConnectionId who);
    void heedWish();
    void lose(const sdk::Failure& why);

    const base::Clock& m_clock;
    DeviceService& m_service;
    StatusBoard& m_board;
    DriverWatch& m_watch;
    ResetLimit m_resets;
    std::set<ConnectionId> m_viewers; // of the preview that runs
    bool m_isOpen = false;
    base::Nanoseconds m_pause;
    base::MonoTime m_nextOpen;
    base::MonoTime m_nextPoll;
    base::MonoTime m_lastLook; // when the device was last opened, polled or lost
};

} // namespace banshi::drivers::host
