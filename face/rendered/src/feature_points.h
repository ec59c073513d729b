// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/landmarker.h"
#include "head_shape.h"

namespace banshi::face::rendered
{

/// Where the 68 points of Landmark lie on the head of `person` in its own millimetres, with `blink` and `mouth` as in
/// Pose: the very curves by which brows, lids, nose and lips are painted.
[[nodiscard]] std::array<cv::Vec3f, kLandmarks> featurePoints(const Identity& person, const HeadShape& shape,
                                                              double blink, double mouth);

} // namespace banshi::face::rendered
