// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <algorithm>
#include <cstdint>

namespace banshi::queue::store
{

/// A row's time, in milliseconds since 1970. A damaged row's is brought between 1970 and 2200, so that nobody's
/// arithmetic overflows. Threads: any.
[[nodiscard]] inline base::UtcTime fromMillis(std::int64_t millis)
{
    constexpr std::int64_t kYear2200 = 7'258'118'400'000; // ms
    return base::UtcTime(std::chrono::milliseconds(std::clamp<std::int64_t>(millis, 0, kYear2200)));
}

} // namespace banshi::queue::store
