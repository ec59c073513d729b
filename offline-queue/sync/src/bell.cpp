// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/bell.h"

#include <utility>

namespace banshi::queue::sync
{

void Bell::ring()
{
    const std::lock_guard lock(m_mutex);
    m_isRung = true;
    m_wake.request_stop();
}

bool Bell::wait(const base::Clock& clock, base::MonoTime until, const std::stop_token& stop)
{
    std::stop_token woken;
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_isRung, false) || stop.stop_requested())
            return true;
        m_wake = std::stop_source();
        woken = m_wake.get_token();
    }
    const std::stop_callback onStop(stop, [this] { ring(); });
    const bool isReached = clock.waitUntil(until, woken);
    const std::lock_guard lock(m_mutex);
    m_isRung = false;
    return !isReached;
}

} // namespace banshi::queue::sync
