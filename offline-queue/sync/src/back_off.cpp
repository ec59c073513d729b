// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/back_off.h"

#include <algorithm>

namespace banshi::queue::sync
{

base::Nanoseconds BackOff::next(std::optional<std::chrono::seconds> retryAfter)
{
    constexpr int kMostDoublings = 9; // 512 s is beyond kLongest already
    const base::Nanoseconds ceiling = std::min<base::Nanoseconds>(kLongest, base::Nanoseconds(kFirst) * (1LL << std::min(m_failures, kMostDoublings)));
    ++m_failures;
    const base::Nanoseconds jittered(static_cast<std::int64_t>(static_cast<double>(ceiling.count()) * std::clamp(m_random(), 0.0, 1.0)));
    return std::max(jittered, base::Nanoseconds(retryAfter.value_or(std::chrono::seconds(0))));
}

} // namespace banshi::queue::sync
