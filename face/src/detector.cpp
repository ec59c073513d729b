// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit that contains dlib's detector.
#include "banshi/face/detector.h"

#include "grey.h"

#include <algorithm>
#include <dlib/array2d.h>
#include <dlib/image_processing/frontal_face_detector.h>

namespace banshi::face
{

namespace
{

constexpr double kRegionMargin = 0.55; // of the face's width on each side
constexpr double kRegionFace = 112;    // width in pixels to which the last face is scaled

dlib::array2d<unsigned char> toDlib(const cv::Mat& grey)
{
    dlib::array2d<unsigned char> copy(grey.rows, grey.cols);
    for (int row = 0; row < grey.rows; ++row)
        std::copy_n(grey.ptr<unsigned char>(row), grey.cols, &copy[row][0]);
    return copy;
}

Facing facingOf(unsigned long filter)
{
    // Order of dlib's filters: front, looking left, looking right, front rotated left, front rotated right.
    if (filter == 1 || filter == 2)
        return Facing::Turned;
    return filter == 3 || filter == 4 ? Facing::Tilted : Facing::Front;
}

} // namespace

struct Detector::Filters
{
    dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();

    /// Searches `grey`; boxes are scaled by `scale` and moved by `corner`.
    std::vector<Face> search(const cv::Mat& grey, double scale, Point corner, double least)
    {
        std::vector<Face> faces;
        if (grey.cols < 8 || grey.rows < 8)
            return faces;
        std::vector<dlib::rect_detection> found;
        detector(toDlib(grey), found, least);
        for (const auto& hit : found)
            faces.push_back({{static_cast<double>(hit.rect.left()) * scale + corner.x,
                              static_cast<double>(hit.rect.top()) * scale + corner.y,
                              static_cast<double>(hit.rect.width()) * scale, static_cast<double>(hit.rect.height()) * scale},
                             hit.detection_confidence,
                             facingOf(hit.weight_index)});
        return faces;
    }
};

Detector::Detector() : m_filters(std::make_unique<Filters>()) {}
Detector::~Detector() = default;
Detector::Detector(Detector&& other) noexcept = default;
Detector& Detector::operator=(Detector&& other) noexcept = default;

std::vector<Face> Detector::find(ImageView picture, double least)
{
    return picture.valid() ? m_filters->search(toGrey(picture), 1, {}, least) : std::vector<Face>();
}

std::vector<Face> Detector::findLarge(ImageView picture, double least)
{
    if (!picture.valid() || picture.width < 16 || picture.height < 16)
        return {};
    return m_filters->search(scaledGrey(toGrey(picture), 0.5), 2, {}, least);
}

std::vector<Face> Detector::findNear(ImageView picture, const Box& last, double least)
{
    if (!picture.valid() || last.width < 8 || last.height < 8)
        return {};
    const cv::Rect wanted(static_cast<int>(last.x - last.width * kRegionMargin),
                          static_cast<int>(last.y - last.height * kRegionMargin),
                          static_cast<int>(last.width * (1 + 2 * kRegionMargin)),
                          static_cast<int>(last.height * (1 + 2 * kRegionMargin)));
    const cv::Rect region = wanted & cv::Rect(0, 0, picture.width, picture.height);
    if (region.empty())
        return {};
    const double scale = std::min(1.0, kRegionFace / last.width);
    const ImageView part{picture.data + static_cast<std::size_t>(region.y) * picture.stride +
                             static_cast<std::size_t>(region.x) * 3,
                         region.width, region.height, picture.stride};
    return m_filters->search(scaledGrey(toGrey(part), scale), 1 / scale,
                             {static_cast<double>(region.x), static_cast<double>(region.y)}, least);
}

} // namespace banshi::face
