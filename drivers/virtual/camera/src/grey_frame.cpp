// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/camera/stream.h"

#include <opencv2/imgcodecs.hpp>

namespace banshi::drivers::virtual_camera
{

QByteArray greyFrame(const QByteArray& model)
{
    constexpr int kGrey = 96;
    cv::Size size(640, 480);
    if (!model.isEmpty())
    {
        const cv::Mat raw(1, static_cast<int>(model.size()), CV_8UC1, const_cast<char*>(model.constData()));
        if (const cv::Mat decoded = cv::imdecode(raw, cv::IMREAD_COLOR); !decoded.empty())
            size = decoded.size();
    }
    std::vector<uchar> jpeg;
    cv::imencode(".jpg", cv::Mat(size, CV_8UC3, cv::Scalar::all(kGrey)), jpeg);
    return QByteArray(reinterpret_cast<const char*>(jpeg.data()), static_cast<qsizetype>(jpeg.size()));
}

} // namespace banshi::drivers::virtual_camera
