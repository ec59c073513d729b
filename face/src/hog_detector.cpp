// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/detector.h"

#include "dlib_parts.h"
#include "grey.h"

#include <algorithm>

namespace banshi::face
{

namespace
{

constexpr double kRegionMargin = 0.4; // of the face's width on each side: nearly an eye distance of movement
// Width in pixels to which the last face is scaled: between the two sizes that DlibDetector::searchNear() looks for, so
// that a face is followed that comes or goes by a tenth a frame.
constexpr double kRegionFace = 80;

class HogDetector : public Detector
{
public:
    [[nodiscard]] std::vector<Face> find(ImageView picture, double least) override
    {
        return picture.valid() ? m_detector.search(toGrey(picture), 1, {}, least) : std::vector<Face>();
    }
    [[nodiscard]] std::vector<Face> findLarge(ImageView picture, double least) override;
    [[nodiscard]] std::vector<Face> findNear(ImageView picture, const Box& last, double least) override;
    void forget() override
    {
        constexpr int kSide = 96;
        const Image blank(kSide, kSide);
        (void)find(blank.view(), 0);
        (void)findNear(blank.view(), {0, 0, kSide, kSide}, 0);
    }

private:
    DlibDetector m_detector;
};

std::vector<Face> HogDetector::findLarge(ImageView picture, double least)
{
    if (!picture.valid() || picture.width < 16 || picture.height < 16)
        return {};
    return m_detector.search(scaledGrey(toGrey(picture), 0.5), 2, {}, least);
}

std::vector<Face> HogDetector::findNear(ImageView picture, const Box& last, double least)
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
    return m_detector.searchNear(quicklyScaledGrey(toGrey(part), scale), 1 / scale,
                                 {static_cast<double>(region.x), static_cast<double>(region.y)}, least);
}

} // namespace

std::unique_ptr<Detector> makeDetector()
{
    return std::make_unique<HogDetector>();
}

} // namespace banshi::face
