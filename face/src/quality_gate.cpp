// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/quality_gate.h"

#include "banshi/face/aligner.h"
#include "grey.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace banshi::face
{

namespace
{

constexpr double kCounts = 0.4;  // share of the largest face's width from which another face counts
constexpr double kDarkRoom = 30; // mean grey of a frame in which nobody can be found
constexpr AlignTemplate kPassport{112, 112, 38.2946, 73.5318, 51.6, 0};

double wayOf(const Eyes& from, const Eyes& to)
{
    const double left = std::hypot(to.left.x - from.left.x, to.left.y - from.left.y);
    const double right = std::hypot(to.right.x - from.right.x, to.right.y - from.right.y);
    return std::max(left, right);
}

} // namespace

Quality QualityGate::measure(ImageView frame, const std::vector<Face>& faces, const std::optional<Landmarks>& points)
{
    Quality quality;
    if (!frame.valid())
        return quality;
    quality.frameBrightness = cv::mean(matOf(frame))[1];
    for (const Face& face : faces)
        if (face.box.width >= kCounts * faces.front().box.width)
            ++quality.faces;
    if (faces.empty() || !points)
    {
        m_lastEyes.reset();
        return quality;
    }
    quality.turned = faces.front().facing == Facing::Turned;
    measureFace(quality, frame, *points);
    return quality;
}

void QualityGate::measureFace(Quality& quality, ImageView frame, const Landmarks& points)
{
    const Eyes eyes = points.eyes();
    quality.eyeDistance = eyes.distance();
    quality.eyeDistanceShare = quality.eyeDistance / frame.width;
    quality.roll = eyes.rollDegrees();
    quality.turn = points.turn();
    quality.motion = m_lastEyes ? wayOf(*m_lastEyes, eyes) / std::max(1.0, quality.eyeDistance) : 0;
    m_lastEyes = eyes;
    const auto aligned = Aligner().align(frame, points, kPassport);
    if (!aligned)
        return;
    const cv::Mat face = toGrey(aligned->view())(cv::Rect(22, 34, 68, 66));
    quality.brightness = cv::mean(face)[0];
    const double left = cv::mean(face.colRange(0, face.cols / 2))[0];
    const double right = cv::mean(face.colRange(face.cols / 2, face.cols))[0];
    quality.sides = (left + 1) / (right + 1);
    quality.clipped =
        static_cast<double>(cv::countNonZero((face < 4) | (face > 251))) / static_cast<double>(face.total());
    cv::Mat edges;
    cv::Laplacian(face, edges, CV_32F);
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(edges, mean, spread);
    quality.sharpness = spread[0] * spread[0];
}

std::optional<Code> QualityGate::advice(const Quality& quality) const
{
    if (quality.faces == 0 || quality.eyeDistance <= 0)
        return quality.frameBrightness < kDarkRoom ? Code::TooDark : Code::NoFace;
    if (quality.faces > 1)
        return Code::ManyFaces;
    if (quality.eyeDistance < m_limits.leastEyeDistance)
        return Code::Closer;
    if (quality.eyeDistanceShare > m_limits.mostEyeDistanceShare)
        return Code::Farther;
    if (quality.brightness < m_limits.darkest)
        return Code::TooDark;
    const double uneven = std::max(quality.sides, 1 / std::max(0.01, quality.sides));
    if (quality.brightness > m_limits.brightest || quality.clipped > m_limits.mostClipped ||
        uneven > m_limits.mostUneven)
        return Code::TooBright;
    if (quality.turned || std::abs(quality.turn) > m_limits.mostTurn || std::abs(quality.roll) > m_limits.mostRoll)
        return Code::LookStraight;
    if (quality.motion > m_limits.mostMotion || quality.sharpness < m_limits.leastSharpness)
        return Code::HoldStill;
    return std::nullopt;
}

} // namespace banshi::face
