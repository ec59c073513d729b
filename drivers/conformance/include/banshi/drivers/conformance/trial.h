// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/class_profile.h"

#include <functional>

namespace banshi::drivers::conformance
{

// What a trial has to do at least to be one: a leak of a page in a few operations shows itself no sooner.
inline constexpr int kLeastCycles = 500;
inline constexpr int kLeastOperations = 20;

/// How much a trial does.
struct TrialSize
{
    int cycles = 10000;     ///< status and cancel
    int operations = 200;   ///< whole ones
    std::uint64_t seed = 1; ///< of everything that is chosen at random
};

/// One plug-in before the proving ground. Threads: as Bench.
struct Trial
{
    const BenchSetup& setup;
    Bench& bench;
    FarEnd& end;
    const ClassProfile& profile;
    TrialSize size;
    QStringList marks; ///< texts of residents that were used so far
};

/// One thing that a driver has to do right.
struct Check
{
    std::string id;                 ///< `cancel.waiting-for-a-card`
    std::string title;              ///< what is right, in one line
    std::vector<std::string> needs; ///< acts of the far end
    std::function<Verdict(Trial&)> run;
    bool canBeRecorded = false; ///< asks for nothing that a recorded device does not know
};

/// All checks for a class, in the order in which they run. Threads: any.
[[nodiscard]] std::vector<Check> checksFor(const ClassProfile& profile);
/// Those that can be held with a recording, and whether what was recorded comes out of the driver. Threads: any.
[[nodiscard]] std::vector<Check> recordedChecksFor(const ClassProfile& profile);

/// Runs one check from a sound, idle device; a host that dies or hangs in it fails it. Threads: as Bench.
[[nodiscard]] Verdict runCheck(const Check& check, Trial& trial);

} // namespace banshi::drivers::conformance
