// SPDX-License-Identifier: GPL-3.0-or-later
#include "phone.h"

#include <opencv2/imgcodecs.hpp>
#include <zbar.h>

namespace banshi::journeys
{

QString scanCode(const QString& pngFile)
{
    cv::Mat picture = cv::imread(pngFile.toStdString(), cv::IMREAD_GRAYSCALE);
    if (picture.empty())
        return {};
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image(static_cast<unsigned>(picture.cols), static_cast<unsigned>(picture.rows), "Y800", picture.data,
                      static_cast<unsigned long>(picture.total()));
    if (scanner.scan(image) <= 0)
        return {};
    return QString::fromStdString(image.symbol_begin()->get_data());
}

} // namespace banshi::journeys
