// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace banshi::face::training
{

/// How the landmark model is made. The defaults are those of `face/data/landmarks.dat`.
struct LandmarkPlan
{
    std::uint64_t firstSeed = 1'000'000; ///< the people trained on, away from those of demo and tests
    int people = 1200;
    int pictures = 3; ///< a person
    unsigned cascades = 12;
    unsigned trees = 150; ///< a cascade
    unsigned depth = 4;
    double shrinkage = 0.1;
    unsigned oversampling = 8;
    unsigned pixels = 500; ///< that each cascade may look at
    unsigned testSplits = 20;
    unsigned threads = 1;
};

/// What came out.
struct LandmarkReport
{
    int pictures = 0; ///< in which the detector found the face
    double error = 0; ///< mean distance from the truth on the training pictures, in pixels at about 72 between the eyes
};

/// Renders people in all poses and lights, lets the kit's own detector find them, and trains the predictor of
/// Landmarker on the truth; writes it to `file`. About eight minutes of one core. *Errors:* a sentence for developers.
[[nodiscard]] base::Result<LandmarkReport, std::string> trainLandmarks(const LandmarkPlan& plan,
                                                                       const std::filesystem::path& file);

} // namespace banshi::face::training
