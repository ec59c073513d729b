// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature_points.h"

#include "eye_paint.h"
#include "face_paint.h"

#include <algorithm>
#include <cmath>

namespace banshi::face::rendered
{

namespace
{

using Flat = std::array<cv::Point2d, kLandmarks>;

constexpr std::size_t at(Landmark which)
{
    return static_cast<std::size_t>(which);
}

/// The outline of the face from the height of the eyes to the chin, as seen from the front.
void placeJaw(const HeadShape& shape, const Identity& person, Flat& flat)
{
    constexpr double kChinEdge = 0.965; // of the chin's length: further down the surface turns away
    for (int i = 0; i <= 16; ++i)
    {
        const double along = std::abs(i - 8) / 8.0;
        const double y = kChinEdge * person.chin * (1 - std::pow(along, 1.8));
        const double x = shape.halfWidth(y) * std::min(1.0, along * 3.2) * 0.985;
        flat[at(Landmark::JawLeft) + static_cast<std::size_t>(i)] = {i < 8 ? -x : x, y};
    }
}

void placeBrows(const Identity& person, Flat& flat)
{
    constexpr std::array kAlong{0.03, 0.26, 0.5, 0.74, 0.97}; // from the nose outwards
    for (std::size_t i = 0; i < kAlong.size(); ++i)
    {
        const cv::Point2d edge = browEdge(person, kAlong[i]);
        flat[at(Landmark::LeftBrowInner) - i] = {-edge.x, edge.y};
        flat[at(Landmark::RightBrowInner) + i] = edge;
    }
}

void placeNose(const Identity& person, Flat& flat)
{
    const double tip = person.noseLength - 9;
    constexpr double kBridge = 1; // millimetres below the eyes
    for (std::size_t i = 0; i < 4; ++i)
        flat[at(Landmark::NoseBridge) + i] = {0, kBridge + (tip - kBridge) * static_cast<double>(i) / 3};
    constexpr std::array kAcross{-0.8, -0.42, 0.0, 0.42, 0.8};
    constexpr std::array kDown{-1.5, 0.5, 1.8, 0.5, -1.5};
    for (std::size_t i = 0; i < kAcross.size(); ++i)
        flat[at(Landmark::NoseLeft) + i] = {kAcross[i] * person.noseWidth, person.noseLength + kDown[i]};
}

void placeEye(const Identity& person, double side, double blink, Flat& flat)
{
    const Lids edge = eyelids(person, side, blink);
    const std::size_t third = edge.upper.size() / 3;
    const std::size_t last = edge.upper.size() - 1;
    // Inner corner, then the lids from there outwards.
    const std::array<cv::Point2d, 6> points{edge.upper.front(), edge.upper[third],        edge.upper[last - third],
                                            edge.upper.back(),  edge.lower[last - third], edge.lower[third]};
    constexpr std::array kLeft{Landmark::LeftInnerCorner, Landmark::LeftUpperLidInner, Landmark::LeftUpperLidOuter,
                               Landmark::LeftOuterCorner, Landmark::LeftLowerLidOuter, Landmark::LeftLowerLidInner};
    constexpr std::array kRight{Landmark::RightInnerCorner, Landmark::RightUpperLidInner, Landmark::RightUpperLidOuter,
                                Landmark::RightOuterCorner, Landmark::RightLowerLidOuter, Landmark::RightLowerLidInner};
    for (std::size_t i = 0; i < points.size(); ++i)
        flat[at(side < 0 ? kLeft[i] : kRight[i])] = points[i];
}

void placeMouth(const Identity& person, Flat& flat)
{
    constexpr std::array kOuter{-1.0, -0.6, -0.22, 0.0, 0.22, 0.6, 1.0, 0.6, 0.25, 0.0, -0.25, -0.6};
    constexpr std::array kInner{-0.88, -0.35, 0.0, 0.35, 0.88, 0.35, 0.0, -0.35};
    for (std::size_t i = 0; i < kOuter.size(); ++i)
        flat[at(Landmark::MouthLeft) + i] = i <= 6 ? upperLipEdge(person, kOuter[i]) : lowerLipEdge(person, kOuter[i]);
    for (std::size_t i = 0; i < kInner.size(); ++i)
        flat[at(Landmark::InnerMouthLeft) + i] = {kInner[i] * person.mouthWidth,
                                                  person.mouthY + (i <= 4 ? -kMouthGap : kMouthGap)};
}

} // namespace

std::array<cv::Vec3f, kLandmarks> featurePoints(const Identity& person, const HeadShape& shape, double blink,
                                                double mouth)
{
    Flat flat;
    placeJaw(shape, person, flat);
    placeBrows(person, flat);
    placeNose(person, flat);
    placeEye(person, -1, blink, flat);
    placeEye(person, 1, blink, flat);
    placeMouth(person, flat);
    std::array<cv::Vec3f, kLandmarks> points;
    for (std::size_t i = 0; i < flat.size(); ++i)
        points[i] = shape.front(flat[i].x, flat[i].y, mouth);
    return points;
}

} // namespace banshi::face::rendered
