// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"

#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

/// Paints one eye on the flat skin; `side` -1 left in the picture or 1 right; `blink` 0 open to 1 shut.
void paintEye(cv::Mat& skin, const Identity& person, double side, double blink);

} // namespace banshi::face::rendered
