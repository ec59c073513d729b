// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <mutex>

namespace banshi::queue::sync
{

/// The machine's clock, put right by the platform. Wall time is never below the day of the build nor below the highest
/// time that the platform ever signed, so a dead battery cannot bring 1970 back. Once the platform has signed a time
/// it runs on from there by the monotonic clock: a wrong year in the machine's own clock changes nothing any more.
/// Threads: any.
class TrustedClock : public base::Clock
{
public:
    /// `machine` must outlive this clock; `builtAt` is the least that wall time can be.
    TrustedClock(const base::Clock& machine, base::UtcTime builtAt);

    /// Trusted once the platform has signed a time in the life of this object, or while the machine's clock is.
    [[nodiscard]] base::WallTime wall() const override;
    [[nodiscard]] base::MonoTime now() const override { return m_machine.now(); }
    [[nodiscard]] std::optional<base::Nanoseconds> realUntil(base::MonoTime when) const override
    {
        return m_machine.realUntil(when);
    }
    /// What the machine's own clock says.
    [[nodiscard]] base::WallTime machineWall() const { return m_machine.wall(); }

    /// The platform's signed time was `utc` at the monotonic time `at`.
    void trust(base::UtcTime utc, base::MonoTime at);
    /// The platform has signed `utc` once before: wall time is not below it any more, and not trusted for that.
    void raise(base::UtcTime utc);

private:
    const base::Clock& m_machine;
    mutable std::mutex m_mutex;
    base::UtcTime m_floor;                           // guarded by m_mutex
    std::optional<base::Nanoseconds> m_utcMinusMono; // guarded by m_mutex
    std::shared_ptr<void> m_onJump;
};

/// The day on which this program was built, UTC; SOURCE_DATE_EPOCH counts where it is set.
[[nodiscard]] base::UtcTime buildDay();

} // namespace banshi::queue::sync
