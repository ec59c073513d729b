// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"

#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

/// Paints the person's glasses on the flat skin: round or square, dark or thin, with a little glare.
void paintGlasses(cv::Mat& skin, const Identity& person);
/// Paints a surgical mask over mouth and nose.
void paintMask(cv::Mat& skin, const Identity& person);

} // namespace banshi::face::rendered
