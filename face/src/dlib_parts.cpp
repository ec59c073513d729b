// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit of the kit that contains dlib's image processing.
#include "dlib_parts.h"

#include "embedded.h"

#include <algorithm>
#include <dlib/array2d.h>
#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <sstream>

namespace banshi::face
{

namespace
{

dlib::array2d<unsigned char> toDlib(const cv::Mat& grey)
{
    dlib::array2d<unsigned char> copy(grey.rows, grey.cols);
    for (int row = 0; row < grey.rows; ++row)
        std::copy_n(grey.ptr<unsigned char>(row), grey.cols, &copy[row][0]);
    return copy;
}

std::istringstream streamOf(std::span<const unsigned char> bytes)
{
    return std::istringstream(std::string(bytes.begin(), bytes.end()));
}

Facing facingOf(unsigned long filter)
{
    // Order of dlib's filters: front, looking left, looking right, front rotated left, front rotated right.
    if (filter == 1 || filter == 2)
        return Facing::Turned;
    return filter == 3 || filter == 4 ? Facing::Tilted : Facing::Front;
}

} // namespace

struct DlibDetector::Parts
{
    dlib::frontal_face_detector detector;
};

DlibDetector::DlibDetector() : m_parts(std::make_unique<Parts>())
{
    std::istringstream stream = streamOf(embedded::detector());
    dlib::deserialize(m_parts->detector, stream);
}

DlibDetector::~DlibDetector() = default;

std::vector<Face> DlibDetector::search(const cv::Mat& grey, double scale, Point corner, double least)
{
    std::vector<Face> faces;
    if (grey.cols < 8 || grey.rows < 8)
        return faces;
    std::vector<dlib::rect_detection> found;
    m_parts->detector(toDlib(grey), found, least);
    for (const auto& hit : found)
    {
        const Box box{static_cast<double>(hit.rect.left()) * scale + corner.x,
                      static_cast<double>(hit.rect.top()) * scale + corner.y,
                      static_cast<double>(hit.rect.width()) * scale, static_cast<double>(hit.rect.height()) * scale};
        faces.push_back({box, hit.detection_confidence, facingOf(hit.weight_index)});
    }
    return faces;
}

} // namespace banshi::face
