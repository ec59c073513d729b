// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>
#include <vector>

namespace banshi::journeys
{

/// What is drawn: processes of the machine, or the devices' plugs and hosts.
enum class Trouble
{
    Kills,
    Plugs,
};

/// One kill: who, and when in which journey.
struct KillPlan
{
    QString journey;
    int touches = 1;                    ///< how many the whole walk has
    int touch = 1;                      ///< number of the touch before which the time starts to run, from 1; 0: `page`
    int page = 0;                       ///< or of the page with whose arrival it starts, from 1; not counted again
                                        ///< while the same page stands
    std::chrono::milliseconds delay{0}; ///< 0 to 1500 ms after that
    QString victim;                     ///< `session`, `kiosk`, `gateway` or `host.<device>`; see also pullPlug()
    QString waterAccount;               ///< an account of its own, so that bills do not meet
};

/// Draws the plan of a run: every journey, and every kind of process that it uses, in turn; the rest from the seed:
/// half of the kills after the touches that matter most, half anywhere. The same seed and run give the same plan.
[[nodiscard]] KillPlan planOf(std::uint64_t seed, int run, Trouble trouble = Trouble::Kills);

/// Everything that can happen to the plugs of a journey's devices, on each of its `pages` once.
[[nodiscard]] std::vector<KillPlan> everyPlug(std::uint64_t seed, const QString& journey, int pages);

} // namespace banshi::journeys
