// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <cstdint>

namespace banshi::queue::store
{

/// Remembers a measure of the limits that found plenty of room, so that not every acceptance measures anew: it counts
/// for kMostTakings of them, for kValid, and for as many bytes as it found. Threads: the writer's.
class RoomGauge
{
public:
    static constexpr int kMostTakings = 64;
    /// Others write to the same disk.
    static constexpr std::chrono::milliseconds kValid{100};

    /// Bytes up to the first mark of the tightest limit, as found `now`; nothing or less when a mark is reached.
    void measured(std::int64_t spareBytes, base::MonoTime now)
    {
        m_spare = spareBytes;
        m_takings = kMostTakings;
        m_at = now;
    }
    /// Whether `bytes` more surely fit; they count as used from now on.
    [[nodiscard]] bool take(std::int64_t bytes, base::MonoTime now)
    {
        if (m_takings == 0 || bytes > m_spare || now - m_at > kValid)
            return false;
        --m_takings;
        m_spare -= bytes;
        return true;
    }

private:
    std::int64_t m_spare = 0;
    int m_takings = 0;
    base::MonoTime m_at;
};

} // namespace banshi::queue::store
