// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"

#include <opencv2/core.hpp>

namespace banshi::face
{

/// OpenCV's header over a view's pixels; read only, and only while the view lives.
[[nodiscard]] cv::Mat matOf(ImageView picture);
/// Brightness (CV_8UC1).
[[nodiscard]] cv::Mat toGrey(ImageView picture);
/// `grey` reduced or enlarged by `factor` without aliasing.
[[nodiscard]] cv::Mat scaledGrey(const cv::Mat& grey, double factor);

} // namespace banshi::face
