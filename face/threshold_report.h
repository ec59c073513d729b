// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"

#include <string>

namespace banshi::face
{

/// How sure a matcher is of rendered people: similarity of chip photograph and five fused live frames.
struct ThresholdReport
{
    int people = 0;                                            ///< who could be compared
    int notFound = 0;                                          ///< whose chip photograph or live frames gave no face
    double ownLeast = 0, ownTwentieth = 0, ownMedian = 0;      ///< similarity to oneself: least, 5 %, 50 %
    double otherMedian = 0, otherHundredth = 0, otherMost = 0; ///< to everybody else: 50 %, 99 %, most
    int ownAccepted = 0;                                       ///< at or above the accept threshold
    int othersAccepted = 0;                                    ///< pairs of different people at or above it
    int othersNotRefused = 0; ///< pairs of different people at or above the reject threshold
    int otherPairs = 0;
};

/// Renders the people of the seeds 1 to `people` as the card's photographer and as the face camera see them, and
/// compares everybody with everybody. About 0.3 s a person. *Errors:* those of makeMatcher().
[[nodiscard]] Result<ThresholdReport> measureThresholds(const std::string& matcher, int people);

} // namespace banshi::face
