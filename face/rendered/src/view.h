// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/head_renderer.h"
#include "rasteriser.h"

namespace banshi::face::rendered
{

/// The camera's view of something in `pose` under the light of `scene`.
[[nodiscard]] View viewOf(const Pose& pose, const Scene& scene, int width, int height);
/// What lens and sensor add: a little blur, and noise that differs from frame to frame.
void develop(cv::Mat& frame, double noise, std::uint64_t seed);

} // namespace banshi::face::rendered
