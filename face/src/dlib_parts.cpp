// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit of the kit that contains dlib's image processing.
#include "dlib_parts.h"

#include "embedded.h"

#include <algorithm>
#include <dlib/array2d.h>
#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <sstream>
#include <stdexcept>

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

struct DlibPredictor::Parts
{
    dlib::shape_predictor predictor;
};

DlibPredictor::DlibPredictor(std::span<const unsigned char> model) : m_parts(std::make_unique<Parts>())
{
    std::istringstream stream = streamOf(model);
    dlib::deserialize(m_parts->predictor, stream);
    if (m_parts->predictor.num_parts() != kLandmarks)
        throw std::runtime_error("the shape predictor has another number of points");
}

DlibPredictor::~DlibPredictor() = default;
DlibPredictor::DlibPredictor(DlibPredictor&& other) noexcept = default;
DlibPredictor& DlibPredictor::operator=(DlibPredictor&& other) noexcept = default;

Landmarks DlibPredictor::points(const cv::Mat& grey, const Box& box) const
{
    const dlib::rectangle area(static_cast<long>(box.x), static_cast<long>(box.y),
                               static_cast<long>(box.x + box.width) - 1, static_cast<long>(box.y + box.height) - 1);
    const dlib::full_object_detection found = m_parts->predictor(toDlib(grey), area);
    Landmarks landmarks;
    for (unsigned long i = 0; i < kLandmarks; ++i)
        landmarks.points[i] = {static_cast<double>(found.part(i).x()), static_cast<double>(found.part(i).y())};
    return landmarks;
}

} // namespace banshi::face
