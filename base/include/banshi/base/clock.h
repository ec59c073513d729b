// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace banshi::base
{

using Nanoseconds = std::chrono::nanoseconds;
using UtcTime = std::chrono::time_point<std::chrono::system_clock, Nanoseconds>;
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, Nanoseconds>;

/// Wall time in UTC and whether a trusted source has confirmed it (no decision may rest on an untrusted one).
struct WallTime
{
    UtcTime utc;
    bool trusted = false;
};

/// The one source of time: everything that waits or stamps gets a Clock through its constructor.
/// Threads: all methods may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall time (UTC).
    [[nodiscard]] virtual WallTime wall() const = 0;
    /// Monotonic time; never goes back while the process lives.
    [[nodiscard]] virtual MonoTime now() const = 0;
    /// Real time until `when`; nothing when only a jump of the clock can bring it (manual clocks).
    [[nodiscard]] virtual std::optional<Nanoseconds> realUntil(MonoTime when) const = 0;

    /// Blocks until `when` or until `stop` is requested. Returns true when the time was reached.
    bool waitUntil(MonoTime when, std::stop_token stop) const;
    /// Blocks for `span` or until `stop` is requested. Returns true when the time has passed.
    bool waitFor(Nanoseconds span, std::stop_token stop) const { return waitUntil(now() + span, std::move(stop)); }

    /// Calls `listener` (on the mover's thread) whenever the clock jumps; the call-back lives as long as the token.
    [[nodiscard]] std::shared_ptr<void> onJump(std::function<void()> listener) const;

protected:
    /// To be called by clocks that can be moved, after each move.
    void announceJump() const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_moved;
    mutable unsigned m_jumps = 0;                                          // guarded by m_mutex
    mutable std::vector<std::weak_ptr<std::function<void()>>> m_listeners; // guarded by m_mutex
};

/// Milliseconds since 1970-01-01T00:00:00Z, the form in which times are stored.
[[nodiscard]] std::int64_t toUnixMillis(UtcTime time);
/// RFC 3339 text in UTC with milliseconds, e.g. `2026-11-24T18:20:46.000Z`.
[[nodiscard]] std::string toRfc3339(UtcTime time);
/// Parses the text of toRfc3339() (seconds' fraction optional); nothing when it is not such a text.
[[nodiscard]] std::optional<UtcTime> fromRfc3339(const std::string& text);

} // namespace banshi::base
