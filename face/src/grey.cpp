// SPDX-License-Identifier: GPL-3.0-or-later
#include "grey.h"

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
    cv::Mat scaled;
    cv::resize(grey, scaled, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return scaled;
}

} // namespace banshi::face
