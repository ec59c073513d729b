// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <mutex>
#include <stop_token>

namespace banshi::queue::sync
{

/// Wakes a thread before its time. A ring that nobody waits for is remembered once.
/// Threads: ring() from any; wait() from one.
class Bell
{
public:
    void ring();
    /// Until it rings, `until`, or `stop`. True when the time did not come.
    bool wait(const base::Clock& clock, base::MonoTime until, const std::stop_token& stop);

private:
    std::mutex m_mutex;
    std::stop_source m_wake; // guarded by m_mutex
    bool m_isRung = false;   // guarded by m_mutex
};

} // namespace banshi::queue::sync
