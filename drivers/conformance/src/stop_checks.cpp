// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kLong = 20000ms;    // a time-out that does not come into play
constexpr auto kLateness = 1000ms; // past its deadline

Verdict cancelIn(Trial& trial, const Situation& situation)
{
    auto interrupted = reach(trial, situation, kLong + trial.end.pace());
    if (!interrupted)
        return failed(interrupted.error());
    trial.bench.cancel(interrupted->sent);
    return judge(trial, *interrupted, situation.onCancel, trial.profile.stopGrace());
}

Verdict timeOutIn(Trial& trial, const Situation& situation)
{
    auto interrupted = reach(trial, situation, situation.limit);
    if (!interrupted)
        return failed(interrupted.error());
    return judge(trial, *interrupted, situation.onTimeOut, situation.limit + kLateness);
}

} // namespace

void addStopChecks(const ClassProfile& profile, std::vector<Check>& checks)
{
    for (const Situation& situation : profile.situations())
    {
        checks.push_back({"cancel." + situation.name, situation.command + " stops when it is cancelled",
                          situation.acts(), [situation](Trial& trial) { return cancelIn(trial, situation); }});
        checks.push_back({"time-out." + situation.name, situation.command + " keeps its deadline", situation.acts(),
                          [situation](Trial& trial) { return timeOutIn(trial, situation); }});
    }
}

} // namespace banshi::drivers::conformance
