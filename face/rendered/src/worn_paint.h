// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/landmarker.h"
#include "banshi/face/rendered/identity.h"

#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

/// Paints the person's glasses on the flat skin: round or square, dark or thin, with a little glare.
void paintGlasses(cv::Mat& skin, const Identity& person);
/// Lets both lenses throw a lamp's light into the camera: `glare` from 0 to 1 is how much of each is white.
void throwLight(cv::Mat& frame, const Eyes& eyes, double glare);
/// Paints a surgical mask over mouth and nose.
void paintMask(cv::Mat& skin, const Identity& person);

} // namespace banshi::face::rendered
