// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/eval/evaluation.h"

#include <string>

namespace banshi::face::eval
{

/// Thresholds that a list of consented pairs carries.
struct Calibration
{
    double accept = 0;
    double reject = 0;
    Operating at;              ///< what accept does on the list
    double refusedGenuine = 0; ///< share of genuine comparisons below reject
};

/// Chooses thresholds from a report: accept so that at most `far` of the strangers get in, reject where at most one
/// genuine comparison in a hundred lies below, and never above accept. *Errors:* a sentence: nothing of one kind was
/// compared, or fewer strangers than a claim of `far` needs (comparisonsFor()).
[[nodiscard]] base::Result<Calibration, std::string> calibrate(const EvalReport& report, double far);
/// The `[threshold]` table of a manifest, with `[threshold.far]` for every rate that the comparisons carry, each with
/// the upper bound of what was seen; `measuredOn` names data set and conditions, to which the table adds what of `plan`
/// changes the numbers; `date` the day. *Errors:* a sentence: a control character in `measuredOn` or `date`.
[[nodiscard]] base::Result<std::string, std::string> thresholdTable(const Calibration& calibration,
                                                                    const EvalReport& report, const EvalPlan& plan,
                                                                    const std::string& measuredOn,
                                                                    const std::string& date);

} // namespace banshi::face::eval
