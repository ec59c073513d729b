// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/training/picture_cache.h"

#include <functional>

namespace banshi::face::training
{

/// How the network `banshi-rendered-v1` is trained.
struct IdentityPlan
{
    std::uint64_t seed = 1; ///< of everything random
    int traitSteps = 1500;  ///< mini-batches that learn to read off the traits of a face
    int metricSteps = 1500; ///< mini-batches that then learn to tell people apart
    int batch = 72;         ///< pictures
    double traitRate = 2e-3;
    double metricRate = 6e-4; ///< of Adam (Kingma and Ba, 2015), falling as a cosine to a hundredth
    float margin = 0.12F;     ///< of the hinge around `distance`, in unit-sphere distance
    float distance = 0.75F;
    int checkpointEvery = 250; ///< mini-batches
};

/// One line of progress.
struct TrainingProgress
{
    const char* stage = "";
    int step = 0;
    double loss = 0;
};

/// Trains on `cache` in two stages: first the network learns the traits of each rendered face, of which the truth is
/// known, then which pictures show the same person (dlib's pairwise hinge). Writes `traits.ckpt` and `metric.ckpt` to
/// `folder` as it goes and goes on from them when it is started again; `weights.dat` in the end and at every checkpoint
/// of the second stage. Run it with OPENBLAS_NUM_THREADS=1 for the same weights on every run. *Errors:* a sentence for
/// developers.
[[nodiscard]] base::Result<double, std::string>
trainIdentities(const PictureCache& cache, const IdentityPlan& plan, const std::filesystem::path& folder,
                const std::function<void(const TrainingProgress&)>& tell);

} // namespace banshi::face::training
