// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <functional>
#include <optional>

namespace banshi::queue::sync
{

/// Pauses between tries: full jitter (a random part of 1 s, 2 s, 4 s … at most 5 min), never shorter than the
/// platform's Retry-After. No limit of tries. Threads: one.
class BackOff
{
public:
    static constexpr std::chrono::seconds kFirst{1};
    static constexpr std::chrono::minutes kLongest{5};

    /// `random` returns a number from 0 to 1.
    explicit BackOff(std::function<double()> random) : m_random(std::move(random)) {}

    /// The pause after one more failure.
    [[nodiscard]] base::Nanoseconds next(std::optional<std::chrono::seconds> retryAfter);
    /// The pause after that many failures (at least one) of something else, e.g. of one item.
    [[nodiscard]] base::Nanoseconds pause(int failures, std::optional<std::chrono::seconds> retryAfter);
    /// Something succeeded.
    void reset() { m_failures = 0; }

private:
    std::function<double()> m_random;
    int m_failures = 0;
};

} // namespace banshi::queue::sync
