// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>

namespace banshi::journeys
{

/// One kill: who, and when in which journey.
struct KillPlan
{
    QString journey;
    int touches = 1;                    ///< how many the whole walk has
    int touch = 1;                      ///< number of the touch before which the time starts to run, from 1
    std::chrono::milliseconds delay{0}; ///< 0 to 1500 ms after that
    QString victim;                     ///< `session`, `kiosk`, `gateway` or `host.<device>`
    QString waterAccount;               ///< an account of its own, so that bills do not meet
};

/// Draws the plan of a run: every journey, and every kind of process that it uses, in turn; the rest from the seed:
/// half of the kills after the touches that matter most, half anywhere. The same seed and run give the same plan.
[[nodiscard]] KillPlan planOf(std::uint64_t seed, int run);

} // namespace banshi::journeys
