// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/system_clock.h"

#include <algorithm>

namespace banshi::base
{

WallTime SystemClock::wall() const
{
    return {std::chrono::time_point_cast<Nanoseconds>(std::chrono::system_clock::now()), m_trusted};
}

MonoTime SystemClock::now() const
{
    return std::chrono::steady_clock::now();
}

std::optional<Nanoseconds> SystemClock::realUntil(MonoTime when) const
{
    return std::max(Nanoseconds(0), when - now());
}

} // namespace banshi::base
