// SPDX-License-Identifier: GPL-3.0-or-later
#include "worn_paint.h"

#include "brush.h"
#include "face_paint.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace banshi::face::rendered
{

namespace
{

/// A super-ellipse: power 2 is round, larger is squarer.
std::vector<cv::Point2d> rim(cv::Point2d centre, double radiusX, double radiusY, double power)
{
    std::vector<cv::Point2d> points = ellipse({0, 0}, 1, 1);
    for (cv::Point2d& point : points)
        point = {centre.x + radiusX * std::copysign(std::pow(std::abs(point.x), 2 / power), point.x),
                 centre.y + radiusY * std::copysign(std::pow(std::abs(point.y), 2 / power), point.y)};
    points.push_back(points.front());
    return points;
}

} // namespace

void paintGlasses(cv::Mat& skin, const Identity& person)
{
    Random random(person.seed ^ 0x61A55E5ULL);
    const double wide = random.uniform(20, 25);
    const double high = random.uniform(14, 20);
    const double power = random.uniform(2, 4.5);
    const double thick = random.uniform(0.9, 2.6);
    const double shade = random.uniform(0.15, 1);
    const Colour frame{70 * shade, 62 * shade, 64 * shade};
    Brush brush(skin, kPaintScale, kPaintX, kPaintY);
    for (const double side : {-1.0, 1.0})
    {
        const double x = side * (person.eyeX + 1);
        const std::vector<cv::Point2d> glass = rim({x, 3}, wide, high, power);
        brush.shape(glass, {235, 232, 228}, 1, 0.05);
        brush.shape({{x - 8, -6}, {x - 2, -6}, {x - 9, 8}, {x - 13, 8}}, {245, 245, 245}, 2, 0.16);
        brush.line(glass, thick, frame, 0.6, 0.95);
        brush.line({{side * (person.eyeX + wide), -2}, {side * (person.halfWidth + 6), -4}}, thick, frame, 0.6, 0.95);
    }
    const double inner = person.eyeX + 1 - wide;
    brush.line({{-inner, 0}, {0, -2}, {inner, 0}}, thick, frame, 0.6, 0.95);
}

void throwLight(cv::Mat& frame, const Eyes& eyes, double glare)
{
    // A lens is about 44 by 34 mm where eyes are 62 mm apart.
    const double wide = 0.35 * eyes.distance() * glare;
    const double high = 0.27 * eyes.distance() * glare;
    constexpr int kShift = 4; // sixteenths of a pixel
    constexpr double kUnits = 1 << kShift;
    for (const Point eye : {eyes.left, eyes.right})
        cv::ellipse(frame, cv::Point(cvRound(eye.x * kUnits), cvRound(eye.y * kUnits)),
                    cv::Size(cvRound(wide * kUnits), cvRound(high * kUnits)), eyes.rollDegrees(), 0, 360,
                    cv::Scalar(255, 255, 255), cv::FILLED, cv::LINE_AA, kShift);
}

void paintMask(cv::Mat& skin, const Identity& person)
{
    Random random(person.seed ^ 0x3A5CULL);
    const Colour cloth = random.chance(0.5) ? Colour{214, 196, 160} : Colour{228, 226, 224};
    const double top = person.noseLength * 0.42;
    const double edge = person.halfWidth * 0.98;
    const double low = person.chin + 4;
    Brush brush(skin, kPaintScale, kPaintX, kPaintY);
    brush.shape({{0, top - 3},
                 {18, top + 4},
                 {edge, top + 12},
                 {edge, person.mouthY + 12},
                 {34, low},
                 {-34, low},
                 {-edge, person.mouthY + 12},
                 {-edge, top + 12},
                 {-18, top + 4}},
                cloth, 0.8);
    for (int pleat = 1; pleat <= 3; ++pleat)
    {
        const double y = top + (low - top) * pleat / 4.0;
        brush.line({{-edge * 0.8, y + 4}, {0, y}, {edge * 0.8, y + 4}}, 1.0, scaled(cloth, 0.72), 1.2, 0.6);
    }
    for (const double side : {-1.0, 1.0})
        brush.line({{side * edge * 0.9, top + 14}, {side * (person.halfWidth + 8), 8}}, 1.2, scaled(cloth, 0.9), 0.5);
}

} // namespace banshi::face::rendered
