// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/detector.h"

#include "dlib_parts.h"
#include "grey.h"

#include <algorithm>

namespace banshi::face
{

namespace
{

constexpr double kRegionMargin = 0.55; // of the face's width on each side
constexpr double kRegionFace = 112;    // width in pixels to which the last face is scaled

} // namespace

struct Detector::Filters
{
    DlibDetector detector;
};

Detector::Detector() : m_filters(std::make_unique<Filters>()) {}
Detector::~Detector() = default;
Detector::Detector(Detector&& other) noexcept = default;
Detector& Detector::operator=(Detector&& other) noexcept = default;

std::vector<Face> Detector::find(ImageView picture, double least)
{
    return picture.valid() ? m_filters->detector.search(toGrey(picture), 1, {}, least) : std::vector<Face>();
}

void Detector::forget()
{
    constexpr int kSide = 96;
    const Image blank(kSide, kSide);
    (void)find(blank.view());
}

std::vector<Face> Detector::findLarge(ImageView picture, double least)
{
    if (!picture.valid() || picture.width < 16 || picture.height < 16)
        return {};
    return m_filters->detector.search(scaledGrey(toGrey(picture), 0.5), 2, {}, least);
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
    return m_filters->detector.search(scaledGrey(toGrey(part), scale), 1 / scale,
                                      {static_cast<double>(region.x), static_cast<double>(region.y)}, least);
}

} // namespace banshi::face
