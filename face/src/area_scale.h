// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace banshi::face
{

/// `grey` (CV_8UC1) scaled by `factor`, above 0.5 and below 1: each pixel is the mean of what it covers, as of OpenCV's
/// INTER_AREA, which takes three times as long since it adds up pixel by pixel and not row by row.
[[nodiscard]] cv::Mat areaScaled(const cv::Mat& grey, double factor);

} // namespace banshi::face
