// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/landmarker.h"

#include "dlib_parts.h"
#include "embedded.h"
#include "grey.h"

#include <algorithm>
#include <cmath>

namespace banshi::face
{

namespace
{

constexpr double kSmallest = 24;   // pixels
constexpr double kWorkWidth = 200; // the box is scaled to this width: dlib rounds points to whole pixels
constexpr double kMargin = 0.35;   // of the box around it, which the regression may look at

Point mean(Point a, Point b, Point c)
{
    return {(a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3};
}

} // namespace

Eyes Landmarks::eyes() const
{
    return {mean(at(Landmark::LeftOuterCorner), at(Landmark::LeftInnerCorner), at(Landmark::LeftPupil)),
            mean(at(Landmark::RightOuterCorner), at(Landmark::RightInnerCorner), at(Landmark::RightPupil))};
}

double Landmarks::turn() const
{
    const Eyes pair = eyes();
    const double distance = std::max(1.0, pair.distance());
    const Point mouth{(at(Landmark::MouthLeft).x + at(Landmark::MouthRight).x) / 2,
                      (at(Landmark::MouthLeft).y + at(Landmark::MouthRight).y) / 2};
    const Point brow{(pair.left.x + pair.right.x) / 2, (pair.left.y + pair.right.y) / 2};
    const double downX = mouth.x - brow.x;
    const double downY = mouth.y - brow.y;
    const double length = std::max(1.0, std::hypot(downX, downY));
    const Point nose = at(Landmark::NoseTip);
    return ((nose.x - brow.x) * downY - (nose.y - brow.y) * downX) / length / distance;
}

struct Landmarker::Model
{
    DlibPredictor predictor{embedded::landmarks()};
};

Landmarker::Landmarker() : m_model(std::make_unique<Model>()) {}
Landmarker::~Landmarker() = default;
Landmarker::Landmarker(Landmarker&& other) noexcept = default;
Landmarker& Landmarker::operator=(Landmarker&& other) noexcept = default;

std::optional<Landmarks> Landmarker::find(ImageView picture, const Box& face) const
{
    if (!picture.valid() || face.width < kSmallest || face.height < kSmallest)
        return std::nullopt;
    const cv::Rect wanted(
        static_cast<int>(face.x - face.width * kMargin), static_cast<int>(face.y - face.height * kMargin),
        static_cast<int>(face.width * (1 + 2 * kMargin)), static_cast<int>(face.height * (1 + 2 * kMargin)));
    const cv::Rect region = wanted & cv::Rect(0, 0, picture.width, picture.height);
    if (region.width < kSmallest || region.height < kSmallest)
        return std::nullopt;
    const ImageView part{picture.data + static_cast<std::size_t>(region.y) * picture.stride +
                             static_cast<std::size_t>(region.x) * 3,
                         region.width, region.height, picture.stride};
    const double scale = kWorkWidth / face.width;
    const Box inPart{(face.x - region.x) * scale, (face.y - region.y) * scale, face.width * scale, face.height * scale};
    Landmarks landmarks = m_model->predictor.points(scaledGrey(toGrey(part), scale), inPart);
    for (Point& point : landmarks.points)
        point = {(point.x + 0.5) / scale - 0.5 + region.x, (point.y + 0.5) / scale - 0.5 + region.y};
    return landmarks;
}

} // namespace banshi::face
