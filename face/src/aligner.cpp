// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/aligner.h"

#include "grey.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace banshi::face
{

namespace
{

/// x' = a·x - b·y + moveX, y' = b·x + a·y + moveY
struct Similarity
{
    double a = 1;
    double b = 0;
    double moveX = 0;
    double moveY = 0;
};

/// The similarity that brings `from` closest to `to` (least squares); nothing when all of `from` coincide.
template <std::size_t N>
std::optional<Similarity> fit(const std::array<Point, N>& from, const std::array<Point, N>& to)
{
    Point meanFrom;
    Point meanTo;
    for (std::size_t i = 0; i < N; ++i)
    {
        meanFrom = {meanFrom.x + from[i].x / N, meanFrom.y + from[i].y / N};
        meanTo = {meanTo.x + to[i].x / N, meanTo.y + to[i].y / N};
    }
    double along = 0;
    double across = 0;
    double square = 0;
    for (std::size_t i = 0; i < N; ++i)
    {
        const Point f{from[i].x - meanFrom.x, from[i].y - meanFrom.y};
        const Point t{to[i].x - meanTo.x, to[i].y - meanTo.y};
        along += f.x * t.x + f.y * t.y;
        across += f.x * t.y - f.y * t.x;
        square += f.x * f.x + f.y * f.y;
    }
    if (square < 4 || !std::isfinite(square))
        return std::nullopt;
    Similarity found{along / square, across / square, 0, 0};
    found.moveX = meanTo.x - found.a * meanFrom.x + found.b * meanFrom.y;
    found.moveY = meanTo.y - found.b * meanFrom.x - found.a * meanFrom.y;
    return std::hypot(found.a, found.b) > 1e-3 ? std::optional(found) : std::nullopt;
}

std::optional<Similarity> transformTo(const Landmarks& points, const AlignTemplate& to)
{
    const Eyes eyes = points.eyes();
    const Point left{to.leftEyeX, to.eyeY};
    const Point right{to.rightEyeX, to.eyeY};
    if (to.mouthY <= to.eyeY)
        return fit<2>({eyes.left, eyes.right}, {left, right});
    const Point mouthLeft = points.at(Landmark::MouthLeft);
    const Point mouthRight = points.at(Landmark::MouthRight);
    const Point mouth{(mouthLeft.x + mouthRight.x) / 2, (mouthLeft.y + mouthRight.y) / 2};
    return fit<3>({eyes.left, eyes.right, mouth}, {left, right, {(to.leftEyeX + to.rightEyeX) / 2, to.mouthY}});
}

/// The part of a picture that `move` brings into the template, with room for blurring and interpolation; at least one
/// pixel.
cv::Rect regionOf(const Similarity& move, const AlignTemplate& to, cv::Size picture)
{
    constexpr double kRoom = 3; // pixels: two for cubic interpolation, one for rounding
    const double square = move.a * move.a + move.b * move.b;
    double left = picture.width;
    double top = picture.height;
    double right = 0;
    double bottom = 0;
    for (const auto& [x, y] : {std::pair{0, 0}, {to.width, 0}, {0, to.height}, {to.width, to.height}})
    {
        const double dx = x - move.moveX;
        const double dy = y - move.moveY;
        const double fromX = (move.a * dx + move.b * dy) / square;
        const double fromY = (move.a * dy - move.b * dx) / square;
        left = std::min(left, fromX - kRoom);
        right = std::max(right, fromX + kRoom);
        top = std::min(top, fromY - kRoom);
        bottom = std::max(bottom, fromY + kRoom);
    }
    const auto x = static_cast<int>(std::clamp(left, 0.0, picture.width - 1.0));
    const auto y = static_cast<int>(std::clamp(top, 0.0, picture.height - 1.0));
    const auto endX = static_cast<int>(std::clamp(right, x + 1.0, static_cast<double>(picture.width)));
    const auto endY = static_cast<int>(std::clamp(bottom, y + 1.0, static_cast<double>(picture.height)));
    return {x, y, endX - x, endY - y};
}

} // namespace

std::optional<Image> Aligner::align(ImageView picture, const Landmarks& points, const AlignTemplate& to) const
{
    if (!picture.valid() || to.width < 1 || to.height < 1)
        return std::nullopt;
    const auto move = transformTo(points, to);
    if (!move)
        return std::nullopt;
    const cv::Rect region = regionOf(*move, to, {picture.width, picture.height});
    cv::Mat source = matOf(picture)(region); // the blur still sees the pixels around it
    const double scale = std::hypot(move->a, move->b);
    if (scale < 0.8) // keeps fine detail from folding over
    {
        cv::Mat soft;
        cv::GaussianBlur(source, soft, {}, 0.4 / scale);
        source = soft;
    }
    Image aligned(to.width, to.height);
    cv::Mat target(to.height, to.width, CV_8UC3, aligned.data());
    const cv::Matx23d map(move->a, -move->b, move->moveX + move->a * region.x - move->b * region.y, move->b, move->a,
                          move->moveY + move->b * region.x + move->a * region.y);
    cv::warpAffine(source, target, map, target.size(), scale > 1.2 ? cv::INTER_CUBIC : cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    return aligned;
}

} // namespace banshi::face
