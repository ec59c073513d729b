// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/call_context.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace banshi::drivers::sdk
{

/// The seam between a driver and its wire: a stream of bytes in both directions.
/// Threads: one, the host's worker thread.
class ByteChannel
{
public:
    virtual ~ByteChannel() = default;

    /// Waits for bytes until `until` (or call.deadline(), if earlier) and returns how many were stored in `into`; 0
    /// when none came. Errors: Canceled; DeviceNotReady when the line is gone.
    virtual Outcome<std::size_t> read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until) = 0;
    /// Hands all bytes to the line. Errors: Canceled, TimeOut (call.deadline()), DeviceNotReady when the line is gone.
    virtual Outcome<void> write(std::span<const std::uint8_t> bytes, const CallContext& call) = 0;
    /// Throws away what has arrived and was not read.
    virtual void discardInput() = 0;
};

/// Opens the line to the device; drivers are given one, so that tests can put a channel of their own in its place.
using ChannelFactory = std::function<Outcome<std::unique_ptr<ByteChannel>>(const CallContext&)>;

} // namespace banshi::drivers::sdk
