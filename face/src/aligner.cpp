// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/aligner.h"

#include "grey.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

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

} // namespace

std::optional<Image> Aligner::align(ImageView picture, const Landmarks& points, const AlignTemplate& to) const
{
    if (!picture.valid() || to.width < 1 || to.height < 1)
        return std::nullopt;
    const auto move = transformTo(points, to);
    if (!move)
        return std::nullopt;
    cv::Mat source = matOf(picture);
    const double scale = std::hypot(move->a, move->b);
    if (scale < 0.8) // keeps fine detail from folding over
    {
        cv::Mat soft;
        cv::GaussianBlur(source, soft, {}, 0.4 / scale);
        source = soft;
    }
    Image aligned(to.width, to.height);
    cv::Mat target(to.height, to.width, CV_8UC3, aligned.data());
    const cv::Matx23d map(move->a, -move->b, move->moveX, move->b, move->a, move->moveY);
    cv::warpAffine(source, target, map, target.size(), scale > 1.2 ? cv::INTER_CUBIC : cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    return aligned;
}

} // namespace banshi::face
