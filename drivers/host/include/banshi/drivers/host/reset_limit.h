// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"

#include <deque>
#include <optional>

namespace banshi::drivers::host
{

/// How often a device may be reset: a reset moves what is mechanical, and a program that resets until a fault goes away
/// wears the device out (XFS4IoT says so of `Common.ErrorEvent`). Counts over any hour, not over hours of the clock.
/// It knows the resets of its own host only: one that was started anew begins with none.
/// Threads: one.
class ResetLimit
{
public:
    /// `perHour` from 0 (never) to 60.
    explicit ResetLimit(int perHour) : m_perHour(perHour) {}

    /// Whether the device can be reset at all.
    [[nodiscard]] bool allowsAny() const { return m_perHour > 0; }
    /// Counts a reset that begins now; or does not, and says how long it has to wait.
    [[nodiscard]] std::optional<base::Nanoseconds> begin(base::MonoTime now);

private:
    int m_perHour;
    std::deque<base::MonoTime> m_begun; // of the last hour, oldest first
};

} // namespace banshi::drivers::host
