// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/eval/pairs.h"
#include "banshi/face/eval/statistics.h"
#include "banshi/face/eval/still_reader.h"

#include <string>

namespace banshi::face::eval
{

/// How a list is measured.
struct EvalPlan
{
    bool chip = false;                    ///< bring the chip pictures into the condition of a card's chip first
    int fuse = 1;                         ///< live pictures of a line that are fused at most
    std::filesystem::path landmarks = {}; ///< another landmark model to compare with; empty: the kit's own
};

/// What one group of people gets at the threshold that all share (ISO/IEC 19795-10).
struct GroupReport
{
    std::string name;
    std::size_t genuine = 0;
    std::size_t refused = 0; ///< genuine comparisons below the threshold
    double fnmr = 0;
    Interval interval;
    std::size_t impostor = 0;
    std::size_t accepted = 0; ///< comparisons with strangers at or above the threshold
    double fmr = 0;
    Interval fmrInterval;
};

/// What came out of a list. Threads: plain value.
struct EvalReport
{
    std::string model;
    std::size_t pairs = 0;
    std::size_t livePictures = 0; ///< different ones
    std::size_t liveFailures = 0; ///< in which no face was found or the file could not be read
    std::size_t fewestFused = 0;  ///< live pictures that one comparison rests on
    std::size_t mostFused = 0;
    std::size_t chipPictures = 0;
    std::size_t chipFailures = 0;
    std::size_t genuine = 0; ///< comparisons that took place
    std::size_t impostor = 0;
    std::optional<double> eer;
    std::optional<Accuracy> accuracy; ///< in ten folds
    std::vector<Operating> operating; ///< at FAR 1e-2 … 1e-5; empty without both kinds of comparisons
    std::vector<GroupReport> groups;  ///< at the threshold of FAR 1e-3
    StageTimes times;
    Scores scores;
};

/// Compares every pair of a list; each picture is read once. Pairs of which a picture gives no face are left out and
/// counted as failures to acquire. *Errors:* those of loadLandmarker().
[[nodiscard]] Result<EvalReport> evaluate(const std::vector<Pair>& pairs, Matcher& matcher, const EvalPlan& plan);
/// The report of comparisons that somebody else has made; `groups` names each one's groups with commas between them, or
/// is empty.
[[nodiscard]] EvalReport reportOn(const std::vector<Comparison>& list, const std::vector<std::string>& groups);
/// The report as JSON: rates as shares 0 to 1, times in ms (medians), one object.
[[nodiscard]] std::string toJson(const EvalReport& report);

} // namespace banshi::face::eval
