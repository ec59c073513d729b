// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/call_context.h"
#include "banshi/drivers/sdk/outcome.h"
#include "banshi/drivers/sdk/status.h"

#include <chrono>

namespace banshi::drivers::sdk
{

/// What all device classes have in common. A driver derives from one of the class headers, not from this.
/// Threads: the host calls every method on one and the same worker thread, one at a time; each may block.
class Device
{
public:
    virtual ~Device() = default;
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// Connects and brings the device into a state in which operations may start; reports its status through
    /// HostServices. After a failure, or after close(), the host calls it again with growing pauses.
    /// Errors: DeviceNotReady (not there), HardwareError (there, but broken), TimeOut, Canceled.
    virtual Outcome<void> open(const CallContext& call) = 0;
    /// Lets go of the device. Must return within a second.
    virtual void close() = 0;
    /// Called every pollPeriod() while no operation runs: looks whether the device still answers and reports a changed
    /// status. A failure makes the host close and reopen the device.
    virtual Outcome<void> poll(const CallContext& call) = 0;
    /// Pause between two poll() calls.
    [[nodiscard]] virtual std::chrono::milliseconds pollPeriod() const { return std::chrono::seconds(2); }

protected:
    Device() = default;
};

} // namespace banshi::drivers::sdk
