// SPDX-License-Identifier: GPL-3.0-or-later
#include "brush.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace banshi::face::rendered
{

namespace
{

constexpr int kShift = 4;           // fractional bits of OpenCV's drawing coordinates
constexpr double kWideBlur = 6;     // pixels
constexpr double kReduction = 0.25; // of the copy on which wide blurs are made

/// `mask` blurred by `sigma` pixels; wide blurs are made on a reduced copy, which looks the same and costs a tenth.
cv::Mat softened(const cv::Mat& mask, double sigma)
{
    cv::Mat soft = mask;
    if (sigma > kWideBlur)
    {
        cv::Mat small;
        cv::resize(mask, small, {}, kReduction, kReduction, cv::INTER_AREA);
        cv::GaussianBlur(small, small, {}, sigma * kReduction);
        cv::resize(small, soft, mask.size(), 0, 0, cv::INTER_LINEAR);
    }
    else if (sigma > 0.3)
        cv::GaussianBlur(mask, soft, {}, sigma);
    return soft;
}

} // namespace

Brush::Brush(cv::Mat& canvas, double scale, double originX, double originY)
    : m_canvas(canvas), m_scale(scale), m_origin(originX, originY)
{
}

cv::Point Brush::fixed(cv::Point2d point, cv::Point corner) const
{
    return {static_cast<int>(std::lround((point.x * m_scale + m_origin.x - corner.x) * (1 << kShift))),
            static_cast<int>(std::lround((point.y * m_scale + m_origin.y - corner.y) * (1 << kShift)))};
}

cv::Rect Brush::around(const std::vector<cv::Point2d>& points, double margin) const
{
    double left = 1e9;
    double right = -1e9;
    double top = 1e9;
    double bottom = -1e9;
    for (const cv::Point2d& point : points)
    {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        top = std::min(top, point.y);
        bottom = std::max(bottom, point.y);
    }
    const cv::Point corner(static_cast<int>((left - margin) * m_scale + m_origin.x) - 3,
                           static_cast<int>((top - margin) * m_scale + m_origin.y) - 3);
    const cv::Point end(static_cast<int>((right + margin) * m_scale + m_origin.x) + 4,
                        static_cast<int>((bottom + margin) * m_scale + m_origin.y) + 4);
    return cv::Rect(corner, end) & cv::Rect(0, 0, m_canvas.cols, m_canvas.rows);
}

void Brush::blend(const cv::Mat& mask, cv::Point corner, const Colour& colour, double softness, double strength)
{
    const cv::Mat soft = softened(mask, softness * m_scale * 0.5);
    const std::array<float, 3> target{static_cast<float>(colour[0]), static_cast<float>(colour[1]),
                                      static_cast<float>(colour[2])};
    const float share = static_cast<float>(strength) / 255.0F;
    for (int y = 0; y < soft.rows; ++y)
    {
        const auto* cover = soft.ptr<std::uint8_t>(y);
        auto* pixel = m_canvas.ptr<cv::Vec3b>(y + corner.y) + corner.x;
        for (int x = 0; x < soft.cols; ++x)
        {
            if (cover[x] == 0)
                continue;
            const float a = share * static_cast<float>(cover[x]);
            for (int i = 0; i < 3; ++i)
            {
                const auto before = static_cast<float>(pixel[x][i]);
                const float after = before + (target[static_cast<std::size_t>(i)] - before) * a;
                pixel[x][i] = static_cast<std::uint8_t>(std::clamp(after, 0.0F, 255.0F) + 0.5F);
            }
        }
    }
}

void Brush::shape(const std::vector<cv::Point2d>& outline, const Colour& colour, double softness, double strength)
{
    const cv::Rect area = around(outline, softness * 1.5);
    if (area.empty())
        return;
    std::vector<cv::Point> points;
    points.reserve(outline.size());
    for (const cv::Point2d& point : outline)
        points.push_back(fixed(point, area.tl()));
    cv::Mat mask = cv::Mat::zeros(area.size(), CV_8UC1);
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{points}, 255, cv::LINE_AA, kShift);
    blend(mask, area.tl(), colour, softness, strength);
}

void Brush::spot(cv::Point2d centre, double radiusX, double radiusY, const Colour& colour, double softness,
                 double strength)
{
    shape(ellipse(centre, radiusX, radiusY), colour, softness, strength);
}

void Brush::line(const std::vector<cv::Point2d>& points, double width, const Colour& colour, double softness,
                 double strength)
{
    const cv::Rect area = around(points, width + softness * 1.5);
    if (area.empty())
        return;
    std::vector<cv::Point> path;
    path.reserve(points.size());
    for (const cv::Point2d& point : points)
        path.push_back(fixed(point, area.tl()));
    cv::Mat mask = cv::Mat::zeros(area.size(), CV_8UC1);
    const int pixels = std::max(1, static_cast<int>(std::lround(width * m_scale)));
    cv::polylines(mask, std::vector<std::vector<cv::Point>>{path}, false, 255, pixels, cv::LINE_AA, kShift);
    blend(mask, area.tl(), colour, softness, strength);
}

std::vector<cv::Point2d> ellipse(cv::Point2d centre, double radiusX, double radiusY)
{
    std::vector<cv::Point2d> points;
    constexpr int kCorners = 28;
    for (int i = 0; i < kCorners; ++i)
    {
        const double angle = 2 * std::numbers::pi * i / kCorners;
        points.emplace_back(centre.x + radiusX * std::cos(angle), centre.y + radiusY * std::sin(angle));
    }
    return points;
}

Colour scaled(const Colour& colour, double factor)
{
    return {colour[0] * factor, colour[1] * factor, colour[2] * factor};
}

cv::Mat smoothNoise(cv::Size size, double grainX, double grainY, Random& random)
{
    cv::Mat coarse(static_cast<int>(size.height / grainY) + 3, static_cast<int>(size.width / grainX) + 3, CV_32FC1);
    for (int y = 0; y < coarse.rows; ++y)
        for (int x = 0; x < coarse.cols; ++x)
            coarse.at<float>(y, x) = static_cast<float>(random.uniform(-1, 1));
    cv::Mat noise;
    cv::resize(coarse, noise, size, 0, 0, cv::INTER_CUBIC);
    return noise;
}

} // namespace banshi::face::rendered
