// SPDX-License-Identifier: GPL-3.0-or-later
#include "phone.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/objdetect.hpp>

namespace banshi::journeys
{

QString scanCode(const QString& pngFile)
{
    const cv::Mat picture = cv::imread(pngFile.toStdString(), cv::IMREAD_GRAYSCALE);
    if (picture.empty())
        return {};
    return QString::fromStdString(cv::QRCodeDetector().detectAndDecode(picture));
}

} // namespace banshi::journeys
