// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/trusted_clock.h"

#include <algorithm>

namespace banshi::queue::sync
{

TrustedClock::TrustedClock(const base::Clock& machine, base::UtcTime builtAt)
    : m_machine(machine), m_floor(builtAt), m_onJump(machine.onJump([this] { announceJump(); }))
{
}

base::WallTime TrustedClock::wall() const
{
    const auto machine = m_machine.wall();
    const std::lock_guard lock(m_mutex);
    if (m_utcMinusMono)
        return {std::max(m_floor, base::UtcTime(m_machine.now().time_since_epoch() + *m_utcMinusMono)), true};
    return {std::max(m_floor, machine.utc), machine.trusted && machine.utc >= m_floor};
}

void TrustedClock::trust(base::UtcTime utc, base::MonoTime at)
{
    const std::lock_guard lock(m_mutex);
    m_utcMinusMono = utc.time_since_epoch() - at.time_since_epoch();
    m_floor = std::max(m_floor, utc);
}

void TrustedClock::raise(base::UtcTime utc)
{
    const std::lock_guard lock(m_mutex);
    m_floor = std::max(m_floor, utc);
}

} // namespace banshi::queue::sync
