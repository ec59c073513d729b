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

constexpr unsigned long kNearSizes = 3; // each a fifth larger than the one before

/// The same filters on a pyramid of `sizes` levels only.
dlib::frontal_face_detector limited(const dlib::frontal_face_detector& all, unsigned long sizes)
{
    dlib::frontal_face_detector::image_scanner_type scanner;
    scanner.copy_configuration(all.get_scanner());
    scanner.set_max_pyramid_levels(sizes);
    std::vector<dlib::frontal_face_detector::feature_vector_type> filters;
    for (unsigned long i = 0; i < all.num_detectors(); ++i)
        filters.push_back(all.get_w(i));
    return {scanner, all.get_overlap_tester(), filters};
}

/// What `detector` sees in `grey`; see DlibDetector::search().
std::vector<Face> searchWith(dlib::frontal_face_detector& detector, const cv::Mat& grey, double scale, Point corner,
                             double least)
{
    std::vector<Face> faces;
    if (grey.cols < 8 || grey.rows < 8)
        return faces;
    std::vector<dlib::rect_detection> found;
    detector(toDlib(grey), found, least);
    for (const auto& hit : found)
    {
        const Box box{static_cast<double>(hit.rect.left()) * scale + corner.x,
                      static_cast<double>(hit.rect.top()) * scale + corner.y,
                      static_cast<double>(hit.rect.width()) * scale, static_cast<double>(hit.rect.height()) * scale};
        faces.push_back({box, hit.detection_confidence, facingOf(hit.weight_index)});
    }
    return faces;
}

} // namespace

struct DlibDetector::Parts
{
    dlib::frontal_face_detector all;
    dlib::frontal_face_detector near; // fewer sizes
};

DlibDetector::DlibDetector() : m_parts(std::make_unique<Parts>())
{
    std::istringstream stream = streamOf(embedded::detector());
    dlib::deserialize(m_parts->all, stream);
    m_parts->near = limited(m_parts->all, kNearSizes);
}

DlibDetector::~DlibDetector() = default;

std::vector<Face> DlibDetector::search(const cv::Mat& grey, double scale, Point corner, double least)
{
    return searchWith(m_parts->all, grey, scale, corner, least);
}

std::vector<Face> DlibDetector::searchNear(const cv::Mat& grey, double scale, Point corner, double least)
{
    return searchWith(m_parts->near, grey, scale, corner, least);
}

} // namespace banshi::face
