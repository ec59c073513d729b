// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/events.h"
#include "banshi/drivers/sdk/outcome.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace banshi::drivers::sdk
{

/// Monotonic time as the host counts it. Drivers take it from CallContext::now() only, never from a clock of their own.
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

/// What one device operation is given besides its arguments: until when it may run, whether it is still wanted, and a
/// way to say how it goes on. An operation may block, but must look at stopReason() at least every 100 ms.
/// Threads: valid on the calling thread until the operation returns.
class CallContext
{
public:
    virtual ~CallContext() = default;

    /// The host's monotonic time.
    [[nodiscard]] virtual TimePoint now() const = 0;
    /// When the operation has to be over; nothing means no limit.
    [[nodiscard]] virtual std::optional<TimePoint> deadline() const = 0;
    /// True once somebody has cancelled the operation or the host is shutting down.
    [[nodiscard]] virtual bool cancelled() const = 0;
    /// Waits for `span`. Returns true when it has passed, false at once when the operation is cancelled or the deadline
    /// comes first.
    virtual bool pause(std::chrono::nanoseconds span) const = 0;
    /// Announces progress to the client.
    virtual void event(const Event& what) const = 0;

    /// Canceled or TimeOut when the operation has to stop now, else nothing.
    [[nodiscard]] std::optional<Failure> stopReason() const
    {
        if (cancelled())
            return failure(ErrorCode::Canceled);
        const auto end = deadline();
        if (end && now() >= *end)
            return failure(ErrorCode::TimeOut);
        return std::nullopt;
    }

    /// The earlier of `now() + span` and the deadline.
    [[nodiscard]] TimePoint atMost(std::chrono::nanoseconds span) const
    {
        const TimePoint end = now() + span;
        const auto limit = deadline();
        return limit ? std::min(end, *limit) : end;
    }
};

} // namespace banshi::drivers::sdk
