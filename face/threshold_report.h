// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/eval/evaluation.h"

#include <cstdint>
#include <string>

namespace banshi::face
{

/// Which rendered people are compared.
struct RenderedPlan
{
    std::uint64_t firstSeed = 3'000'000; ///< away from those of training, demo and tests
    int people = 500;
    std::filesystem::path landmarks = {}; ///< another landmark model to compare with; empty: the kit's own
    double years = 0;                     ///< between the photograph of the card and the face before the camera
    bool mixed = false; ///< every third person wears glasses, which the photograph does not show, and the photographs
                        ///< are of this year, `years` old or half of that
};

/// Renders people as the card's photographer and as the face camera see them, and compares everybody with everybody:
/// chip photograph against five fused live frames that pass the gate. Groups are sex, age band, skin and form of the
/// eyes, and with `mixed` glasses and the age of the photograph. About 0.2 s a person. *Errors:* those of makeMatcher()
/// and loadLandmarker().
[[nodiscard]] Result<eval::EvalReport> measureRendered(const std::string& matcher, const RenderedPlan& plan);

} // namespace banshi::face
