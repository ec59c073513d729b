// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"

#include <opencv2/core.hpp>
#include <vector>

namespace banshi::face::rendered
{

/// The edges of the lids on the flat skin, from the inner corner to the outer one.
struct Lids
{
    std::vector<cv::Point2d> upper;
    std::vector<cv::Point2d> lower;
};

/// Where the lids of one eye lie; `side` -1 left in the picture or 1 right; `blink` 0 open to 1 shut.
[[nodiscard]] Lids eyelids(const Identity& person, double side, double blink);
/// Paints one eye on the flat skin; `side` -1 left in the picture or 1 right; `blink` 0 open to 1 shut.
void paintEye(cv::Mat& skin, const Identity& person, double side, double blink);

} // namespace banshi::face::rendered
