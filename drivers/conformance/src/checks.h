// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/tally.h"
#include "banshi/drivers/conformance/trial.h"

#include <tl/expected.hpp>

namespace banshi::drivers::conformance
{

/// A command in one of the class's situations.
struct Interrupted
{
    SentPtr sent;
    Tally done;                  ///< operations that the device does from now on
    std::optional<double> asked; ///< operations that it was asked for before
};

// What the checks share.
constexpr std::chrono::milliseconds kComeBack(20000); ///< from being plugged in to being ready again

/// Begins to count what comes of `command`; nobody counts for commands that move neither paper nor money.
[[nodiscard]] Tally tallyOf(Trial& trial, const std::string& command);
/// The device has nothing more to do.
[[nodiscard]] bool isIdle(FarEnd& end);
/// Brings the device into a situation. The text says why it did not get there; with a time-out shorter than the way
/// there, the command's end is what counts.
[[nodiscard]] tl::expected<Interrupted, std::string> reach(Trial& trial, const Situation& situation,
                                                           std::chrono::milliseconds timeout);
/// Waits for the end and holds it against the honest ones and against what the device has really done.
[[nodiscard]] Verdict judge(Trial& trial, Interrupted& interrupted, const Codes& honest,
                            std::chrono::milliseconds limit);
/// Waits until the device is ready; the verdict of `then` or a failure.
[[nodiscard]] Verdict readyAgain(Trial& trial, const std::string& after);

// The groups of checks.
void addContractChecks(const ClassProfile& profile, std::vector<Check>& checks);
void addStopChecks(const ClassProfile& profile, std::vector<Check>& checks);
void addLossChecks(const ClassProfile& profile, std::vector<Check>& checks);
void addGarbageChecks(const ClassProfile& profile, std::vector<Check>& checks);
void addEnduranceChecks(const ClassProfile& profile, std::vector<Check>& checks);
void addPrivacyChecks(const ClassProfile& profile, std::vector<Check>& checks);
void addRecordedCheck(const ClassProfile& profile, std::vector<Check>& checks);
/// The act before the cheap command is sent over and over.
[[nodiscard]] std::vector<std::string> actsBeforeCycles(const ClassProfile& profile);

} // namespace banshi::drivers::conformance
