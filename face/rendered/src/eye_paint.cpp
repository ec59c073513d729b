// SPDX-License-Identifier: GPL-3.0-or-later
#include "eye_paint.h"

#include "brush.h"
#include "face_paint.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace banshi::face::rendered
{

namespace
{

constexpr double kIrisRadius = 6.0; // millimetres; adults 5.5 to 6.2
constexpr int kSteps = 18;

/// Eyeball with iris, laid on the skin inside the opening only.
void paintBall(cv::Mat& whole, const Identity& p, double side, const std::vector<cv::Point2d>& opening)
{
    const cv::Rect area(static_cast<int>((side * p.eyeX - 22) * kPaintScale + kPaintX),
                        static_cast<int>(-16 * kPaintScale + kPaintY), static_cast<int>(44 * kPaintScale),
                        static_cast<int>(32 * kPaintScale));
    const double originX = kPaintX - area.x;
    const double originY = kPaintY - area.y;
    cv::Mat skin = whole(area);
    cv::Mat with = skin.clone();
    Brush ball(with, kPaintScale, originX, originY);
    const cv::Point2d pupil(side * p.eyeX, -0.4);
    ball.shape(opening, {205, 212, 216}, 0.4);
    ball.spot({side * (p.eyeX - p.eyeWidth * 0.9), 0.6}, 2.4, 2, {150, 160, 205}, 1.5, 0.8);
    ball.spot(pupil, kIrisRadius, kIrisRadius, scaled(p.iris, 0.56), 0.6);
    ball.spot(pupil, kIrisRadius * 0.78, kIrisRadius * 0.78, p.iris, 1.2);
    ball.spot(pupil, 2.4, 2.4, {8, 8, 10}, 0.4);
    ball.spot({pupil.x + 1.6, pupil.y - 1.9}, 0.9, 0.9, {240, 240, 240}, 0.4, 0.9);
    std::vector<cv::Point2d> shade(opening.begin(), opening.begin() + kSteps + 1);
    ball.line(shade, 3.0, {60, 62, 70}, 2.4, 0.5);
    cv::Mat mask = cv::Mat::zeros(skin.size(), CV_8UC1);
    std::vector<cv::Point> outline;
    for (const cv::Point2d& point : opening)
        outline.emplace_back(static_cast<int>((point.x * kPaintScale + originX) * 16),
                             static_cast<int>((point.y * kPaintScale + originY) * 16));
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{outline}, 255, cv::LINE_AA, 4);
    for (int y = 0; y < skin.rows; ++y)
        for (int x = 0; x < skin.cols; ++x)
            if (const int cover = mask.at<std::uint8_t>(y, x); cover > 0)
                for (int i = 0; i < 3; ++i)
                {
                    auto& value = skin.at<cv::Vec3b>(y, x)[i];
                    value =
                        static_cast<std::uint8_t>((value * (255 - cover) + with.at<cv::Vec3b>(y, x)[i] * cover) / 255);
                }
}

std::vector<cv::Point2d> raised(const std::vector<cv::Point2d>& line, double by)
{
    std::vector<cv::Point2d> result;
    for (std::size_t i = 1; i < line.size(); ++i)
        result.emplace_back(line[i].x, line[i].y - by * std::sin(3.1 * static_cast<double>(i) / kSteps) - 0.6);
    return result;
}

} // namespace

Lids eyelids(const Identity& person, double side, double blink)
{
    const Identity& p = person;
    Lids result;
    const double slope = std::tan(p.eyeTilt * 0.01745);
    const double open = 1 - std::clamp(blink, 0.0, 1.0);
    for (int step = 0; step <= kSteps; ++step)
    {
        const double t = 2.0 * step / kSteps - 1; // -1 inner corner
        const double x = t * p.eyeWidth;
        const double tilt = -slope * x;
        const double arch = std::pow(1 - std::pow(std::abs(t), 2.3), 0.85) * (1 - 0.12 * t);
        const double low = p.eyeHeight * 0.62 * std::pow(std::max(0.0, 1 - t * t), 0.9);
        const double high = -p.eyeHeight * 1.05 * arch;
        result.lower.emplace_back(side * (p.eyeX + x), tilt + low * (0.35 + 0.65 * open) + 0.8 * (1 - open));
        result.upper.emplace_back(side * (p.eyeX + x), tilt + high * open + (low * 0.35 + 0.6) * (1 - open));
    }
    return result;
}

void paintEye(cv::Mat& skin, const Identity& person, double side, double blink)
{
    const Lids edge = eyelids(person, side, blink);
    const double openness = std::abs(edge.lower[kSteps / 2].y - edge.upper[kSteps / 2].y);
    if (openness > 0.8)
    {
        std::vector<cv::Point2d> opening = edge.upper;
        opening.insert(opening.end(), edge.lower.rbegin(), edge.lower.rend());
        paintBall(skin, person, side, opening);
    }
    Brush brush(skin, kPaintScale, kPaintX, kPaintY);
    brush.line(edge.lower, 0.8, scaled(person.skin, 0.5), 1.2, 0.55);
    brush.line(edge.upper, person.female ? 1.6 : 1.2, {22, 22, 28}, 0.8, 0.92);
    const cv::Point2d corner = edge.upper.back();
    brush.line({corner, {corner.x + side * 2.2, corner.y - 0.8}}, 1.0, {26, 26, 34}, 0.8, 0.7);
    const double fold = 0.8 + 2.6 * person.lidFold;
    brush.line(raised(edge.upper, fold * (0.4 + 0.6 * (1 - blink))), 0.8, scaled(person.skin, 0.45), 1.2,
               0.25 + 0.5 * person.lidFold);
}

} // namespace banshi::face::rendered
