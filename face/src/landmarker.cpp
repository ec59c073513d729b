// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/landmarker.h"

#include "grey.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace banshi::face
{

namespace
{

// Layout of dlib's box, measured on rendered and on real faces: parts of its width.
constexpr double kBoxPixels = 100;
constexpr double kEyeLine = 0.29;
constexpr double kHalfDistance = 0.24;
constexpr double kReachX = 0.13;
constexpr double kReachY = 0.13;
constexpr double kMargin = 0.2; // of the box around it that is looked at

struct Candidate
{
    Point place; ///< in the normalised face
    double score = 0;
};

/// A gradient of the normalised face, unit length.
struct Gradient
{
    float x, y, dx, dy;
};

/// The face scaled so that the box is kBoxPixels wide, with a margin.
struct Normalised
{
    cv::Mat grey;
    double scale = 1; ///< normalised pixels per picture pixel
    Point corner;     ///< picture place of the normalised pixel (0, 0)
};

std::optional<Normalised> normalise(ImageView picture, const Box& face)
{
    if (!picture.valid() || face.width < 16 || face.height < 16)
        return std::nullopt;
    Normalised result;
    result.scale = kBoxPixels / face.width;
    result.corner = {face.x - kMargin * face.width, face.y - kMargin * face.height};
    const cv::Matx23d map(1 / result.scale, 0, result.corner.x, 0, 1 / result.scale, result.corner.y);
    const int size = static_cast<int>(kBoxPixels * (1 + 2 * kMargin));
    cv::Mat grey = toGrey(picture);
    if (result.scale < 0.6)
        cv::GaussianBlur(grey, grey, {}, 0.45 / result.scale);
    cv::warpAffine(grey, result.grey, map, {size, size}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    cv::GaussianBlur(result.grey, result.grey, {}, 1.1);
    return result;
}

std::vector<Gradient> strongGradients(const cv::Mat& area)
{
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(area, dx, CV_32F, 1, 0);
    cv::Sobel(area, dy, CV_32F, 0, 1);
    cv::Mat size;
    cv::magnitude(dx, dy, size);
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(size, mean, spread);
    const auto least = static_cast<float>(std::max(8.0, mean[0] + 0.3 * spread[0]));
    std::vector<Gradient> gradients;
    for (int y = 0; y < area.rows; ++y)
        for (int x = 0; x < area.cols; ++x)
            if (const float length = size.at<float>(y, x); length > least)
                gradients.push_back({static_cast<float>(x), static_cast<float>(y), dx.at<float>(y, x) / length,
                                     dy.at<float>(y, x) / length});
    return gradients;
}

/// How well gradients point away from (x, y), those about an iris' radius away counting most.
double starScore(const std::vector<Gradient>& gradients, int x, int y)
{
    double sum = 0;
    double weights = 1e-6;
    for (const Gradient& gradient : gradients)
    {
        const float dx = gradient.x - static_cast<float>(x);
        const float dy = gradient.y - static_cast<float>(y);
        const float square = dx * dx + dy * dy;
        if (square < 2 || square > 170)
            continue;
        const float weight = square < 64 ? 1.0F : 64.0F / square;
        const float along = (dx * gradient.dx + dy * gradient.dy) / std::sqrt(square);
        weights += weight;
        if (along > 0)
            sum += weight * along * along;
    }
    return sum / std::max(weights, 12.0);
}

std::vector<Candidate> candidates(const cv::Mat& grey, double side)
{
    const double expectedX = kBoxPixels * (kMargin + 0.486 + side * kHalfDistance);
    const double expectedY = kBoxPixels * (kMargin + kEyeLine);
    const cv::Rect area(static_cast<int>(expectedX - kBoxPixels * (kReachX + 0.06)),
                        static_cast<int>(expectedY - kBoxPixels * kReachY),
                        static_cast<int>(kBoxPixels * 2 * (kReachX + 0.06)), static_cast<int>(kBoxPixels * 2 * kReachY));
    const cv::Mat part = grey(area);
    const std::vector<Gradient> gradients = strongGradients(part);
    double darkest = 255;
    double brightest = 0;
    cv::minMaxLoc(part, &darkest, &brightest);
    cv::Mat soft;
    cv::blur(part, soft, {5, 5});
    cv::Mat scores = cv::Mat::zeros(part.size(), CV_64F);
    for (int y = 2; y < part.rows - 2; ++y)
        for (int x = 2; x < part.cols - 2; ++x)
        {
            const double dark = 1 - (soft.at<std::uint8_t>(y, x) - darkest) / std::max(24.0, brightest - darkest);
            const double offX = (area.x + x - expectedX) / (kBoxPixels * 0.10);
            const double offY = (area.y + y - expectedY) / (kBoxPixels * 0.09);
            if (dark > 0.3)
                scores.at<double>(y, x) = starScore(gradients, x, y) * dark * dark * std::exp(-0.5 * (offX * offX + offY * offY));
        }
    cv::GaussianBlur(scores, scores, {}, 1.0);
    std::vector<Candidate> best;
    for (int pick = 0; pick < 4; ++pick)
    {
        double score = 0;
        cv::Point at;
        cv::minMaxLoc(scores, nullptr, &score, nullptr, &at);
        if (score < 1e-4)
            break;
        best.push_back({{static_cast<double>(area.x + at.x), static_cast<double>(area.y + at.y)}, score});
        cv::circle(scores, at, 5, 0, cv::FILLED);
    }
    return best;
}

double togetherness(const Candidate& left, const Candidate& right)
{
    const double dx = right.place.x - left.place.x;
    const double dy = right.place.y - left.place.y;
    const double stretch = (std::hypot(dx, dy) / kBoxPixels - 2 * kHalfDistance) / 0.05;
    const double tilt = std::atan2(dy, dx) / 0.17;
    return left.score * right.score * std::exp(-0.5 * (stretch * stretch + tilt * tilt));
}

} // namespace

std::optional<Eyes> Landmarker::eyes(ImageView picture, const Box& face) const
{
    const auto normalised = normalise(picture, face);
    if (!normalised)
        return std::nullopt;
    double best = 0;
    Eyes found;
    const auto lefts = candidates(normalised->grey, -1);
    const auto rights = candidates(normalised->grey, 1);
    for (const Candidate& left : lefts)
        for (const Candidate& right : rights)
            if (const double score = togetherness(left, right); score > best)
            {
                best = score;
                found = {left.place, right.place};
            }
    if (best <= 0)
        return std::nullopt;
    const auto back = [&](Point place) {
        return Point{place.x / normalised->scale + normalised->corner.x, place.y / normalised->scale + normalised->corner.y};
    };
    return Eyes{back(found.left), back(found.right)};
}

} // namespace banshi::face
