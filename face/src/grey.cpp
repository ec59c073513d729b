// SPDX-License-Identifier: GPL-3.0-or-later
#include "grey.h"

#include "area_scale.h"

#include <opencv2/imgproc.hpp>

namespace banshi::face
{

cv::Mat matOf(ImageView picture)
{
    return {picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(picture.data), picture.stride};
}

cv::Mat toGrey(ImageView picture)
{
    cv::Mat grey;
    cv::cvtColor(matOf(picture), grey, cv::COLOR_BGR2GRAY);
    return grey;
}

cv::Mat scaledGrey(const cv::Mat& grey, double factor)
{
    if (factor > 0.5 && factor < 1)
        return areaScaled(grey, factor);
    cv::Mat scaled;
    cv::resize(grey, scaled, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return scaled;
}

cv::Mat quicklyScaledGrey(const cv::Mat& grey, double factor)
{
    cv::Mat scaled = grey;
    for (; factor <= 0.5 && scaled.cols > 1 && scaled.rows > 1; factor *= 2)
        cv::resize(scaled, scaled, {scaled.cols / 2, scaled.rows / 2}, 0, 0, cv::INTER_AREA);
    cv::resize(scaled, scaled, {}, factor, factor, cv::INTER_LINEAR);
    return scaled;
}

} // namespace banshi::face
