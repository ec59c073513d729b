// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/back_off.h"

#include <algorithm>

namespace banshi::queue::sync
{

base::Nanoseconds BackOff::next(std::optional<std::chrono::seconds> retryAfter)
{
    return pause(++m_failures, retryAfter);
}

base::Nanoseconds BackOff::pause(int failures, std::optional<std::chrono::seconds> retryAfter)
{
    constexpr int kMostDoublings = 9; // 512 s is beyond kLongest already
    const int doublings = std::clamp(failures - 1, 0, kMostDoublings);
    const auto ceiling = std::min<base::Nanoseconds>(kLongest, base::Nanoseconds(kFirst) * (1LL << doublings));
    const double part = std::clamp(m_random(), 0.0, 1.0);
    const base::Nanoseconds jittered(static_cast<std::int64_t>(static_cast<double>(ceiling.count()) * part));
    return std::max(jittered, base::Nanoseconds(retryAfter.value_or(std::chrono::seconds(0))));
}

} // namespace banshi::queue::sync
