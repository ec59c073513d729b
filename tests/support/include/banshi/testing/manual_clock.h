// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <atomic>

namespace banshi::testing
{

/// A clock that stands still until a test moves it. Threads: any.
class ManualClock : public base::Clock
{
public:
    /// Starts at 2026-01-01T00:00:00Z, trusted.
    ManualClock() = default;

    [[nodiscard]] base::WallTime wall() const override { return {base::UtcTime(base::Nanoseconds(m_wall)), m_trusted}; }
    [[nodiscard]] base::MonoTime now() const override { return base::MonoTime(base::Nanoseconds(m_mono)); }
    [[nodiscard]] std::optional<base::Nanoseconds> realUntil(base::MonoTime when) const override
    {
        return when <= now() ? std::optional(base::Nanoseconds(0)) : std::nullopt;
    }

    /// Moves monotonic and wall time forward and wakes everyone who waits.
    void advance(base::Nanoseconds span)
    {
        m_mono += span.count();
        m_wall += span.count();
        announceJump();
    }
    /// Sets wall time only (a wrong clock battery).
    void setWall(base::UtcTime time, bool trusted)
    {
        m_wall = time.time_since_epoch().count();
        m_trusted = trusted;
        announceJump();
    }

private:
    std::atomic<std::int64_t> m_wall = 1'767'225'600'000'000'000; // 2026-01-01T00:00:00Z
    std::atomic<std::int64_t> m_mono = 1'000'000'000;             // one second after "boot"
    std::atomic<bool> m_trusted = true;
};

} // namespace banshi::testing
