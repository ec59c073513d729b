// SPDX-License-Identifier: GPL-3.0-or-later
// Between the kit's pictures and OpenCV's. Internal to the kit.
#pragma once

#include "banshi/face/image.h"

#include <opencv2/core.hpp>

namespace banshi::face
{

/// The same pixels as an OpenCV header; valid while `picture` is.
[[nodiscard]] cv::Mat matOf(ImageView picture);
/// Grey copy.
[[nodiscard]] cv::Mat toGrey(ImageView picture);
/// Grey copy scaled by `factor`, where smaller each pixel as the mean of what it covers.
[[nodiscard]] cv::Mat scaledGrey(const cv::Mat& grey, double factor);
/// The same with means by halves only and straight lines between: a fifth of the time, for what need not be exact.
[[nodiscard]] cv::Mat quicklyScaledGrey(const cv::Mat& grey, double factor);

} // namespace banshi::face
