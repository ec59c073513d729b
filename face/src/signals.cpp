// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/signals.h"

#include "banshi/face/aligner.h"
#include "grey.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

namespace banshi::face
{

namespace
{

// The face as it is measured: 96×112, 40 pixels between the eyes.
constexpr AlignTemplate kMeasured{96, 112, 28, 68, 40, 0};
constexpr int kLeft = 16; // columns of the face itself
constexpr int kRight = 80;
constexpr double kFrontal = 0.12; // turn up to which a frame may serve as the frontal one

/// Distance of the eyes over the way from their middle to the lips.
double aspectOf(const Landmarks& points)
{
    const Eyes eyes = points.eyes();
    const Point lip = points.at(Landmark::UpperLipTop);
    return eyes.distance() / std::max(1.0, std::hypot(lip.x - (eyes.left.x + eyes.right.x) / 2,
                                                      lip.y - (eyes.left.y + eyes.right.y) / 2));
}

/// Height of the strongest line in the spectrum of the fine grain over the mean of the spectrum.
double gridOf(ImageView picture, const Landmarks& points)
{
    constexpr int kSide = 64;
    const Point nose = points.at(Landmark::NoseTip);
    const cv::Rect whole(0, 0, picture.width, picture.height);
    const cv::Rect area(static_cast<int>(nose.x) - kSide / 2, static_cast<int>(nose.y) - kSide / 2, kSide, kSide);
    if ((area & whole) != area)
        return 0;
    cv::Mat green;
    cv::extractChannel(matOf(picture)(area), green, 1);
    cv::Mat grain;
    green.convertTo(grain, CV_32F);
    cv::Mat smooth;
    cv::GaussianBlur(grain, smooth, {}, 2);
    grain -= smooth;
    static const cv::Mat window = [] {
        cv::Mat made;
        cv::createHanningWindow(made, {kSide, kSide}, CV_32F);
        return made;
    }();
    cv::Mat spectrum;
    cv::dft(grain.mul(window), spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::vector<cv::Mat> parts;
    cv::split(spectrum, parts);
    cv::Mat strength;
    cv::magnitude(parts[0], parts[1], strength);
    // Slow changes belong to the face: only waves shorter than six pixels count.
    constexpr int kSlow = kSide / 6;
    double most = 0;
    double sum = 0;
    int count = 0;
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide / 2; ++x)
        {
            const int down = std::min(y, kSide - y);
            if (down * down + x * x < kSlow * kSlow)
                continue;
            const double value = strength.at<float>(y, x);
            most = std::max(most, value);
            sum += value;
            ++count;
        }
    return sum > 0 ? most * count / sum : 0;
}

/// How far the nose lies beside where an affine map of the other points puts it, in eye distances.
double depthOf(const Landmarks& frontal, const Landmarks& now)
{
    constexpr std::array kFlat{Landmark::LeftOuterCorner,  Landmark::LeftInnerCorner, Landmark::RightInnerCorner,
                               Landmark::RightOuterCorner, Landmark::MouthLeft,       Landmark::MouthRight};
    cv::Mat from(static_cast<int>(kFlat.size()), 3, CV_64F);
    cv::Mat to(static_cast<int>(kFlat.size()), 2, CV_64F);
    for (int i = 0; i < from.rows; ++i)
    {
        const Point a = frontal.at(kFlat[static_cast<std::size_t>(i)]);
        const Point b = now.at(kFlat[static_cast<std::size_t>(i)]);
        from.at<double>(i, 0) = a.x;
        from.at<double>(i, 1) = a.y;
        from.at<double>(i, 2) = 1;
        to.at<double>(i, 0) = b.x;
        to.at<double>(i, 1) = b.y;
    }
    cv::Mat map;
    if (!cv::solve(from, to, map, cv::DECOMP_SVD))
        return 0;
    const Point nose = frontal.at(Landmark::NoseTip);
    const Point seen = now.at(Landmark::NoseTip);
    const double x = nose.x * map.at<double>(0, 0) + nose.y * map.at<double>(1, 0) + map.at<double>(2, 0);
    const double y = nose.x * map.at<double>(0, 1) + nose.y * map.at<double>(1, 1) + map.at<double>(2, 1);
    return std::hypot(seen.x - x, seen.y - y) / std::max(1.0, now.eyes().distance());
}

constexpr int kShift = 4; // rows that a face may have slipped between two frames

/// How the rows' brightness has changed where the face itself lies still: the shift with the least change is taken out,
/// and so are the mean and an even slope, which are light and not bands.
std::vector<double> changeOf(const Rows& before, const Rows& now)
{
    constexpr int kCount = static_cast<int>(kRows) - 2 * kShift;
    std::vector<double> best;
    double least = 0;
    for (int shift = -kShift; shift <= kShift; ++shift)
    {
        std::vector<double> change(kCount);
        double mean = 0;
        double slope = 0;
        for (int i = 0; i < kCount; ++i)
        {
            change[static_cast<std::size_t>(i)] =
                now[static_cast<std::size_t>(i + kShift + shift)] - before[static_cast<std::size_t>(i + kShift)];
            mean += change[static_cast<std::size_t>(i)] / kCount;
            slope += change[static_cast<std::size_t>(i)] * (i - (kCount - 1) / 2.0);
        }
        slope /= kCount * (static_cast<double>(kCount) * kCount - 1) / 12;
        double sum = 0;
        for (int i = 0; i < kCount; ++i)
        {
            double& value = change[static_cast<std::size_t>(i)];
            value -= mean + slope * (i - (kCount - 1) / 2.0);
            sum += value * value;
        }
        if (best.empty() || sum < least)
        {
            least = sum;
            best = std::move(change);
        }
    }
    return best;
}

/// Strength of the one wave that explains most of `change`, times the share that it explains.
double waveIn(const std::vector<double>& change)
{
    double all = 0;
    for (const double value : change)
        all += value * value;
    if (all <= 0)
        return 0;
    double most = 0;
    for (const double period : {36.0, 46.0, 58.0, 72.0, 88.0})
    {
        std::complex<double> sum = 0;
        for (std::size_t i = 0; i < change.size(); ++i)
            sum += change[i] * std::polar(1.0, -2 * CV_PI * static_cast<double>(i) / period);
        most = std::max(most, 2 * std::norm(sum) / static_cast<double>(change.size()));
    }
    const double share = std::min(1.0, most / all);
    return std::sqrt(most / static_cast<double>(change.size())) * share;
}

} // namespace

std::optional<Signals> SignalMeter::measure(ImageView frame, const Landmarks& points, const Box& box)
{
    const auto aligned = Aligner().align(frame, points, kMeasured);
    if (!aligned)
        return std::nullopt;
    const cv::Mat face = toGrey(aligned->view());
    Signals signals;
    signals.box = box;
    signals.eyes = points.eyeOpenness();
    signals.mouth = points.mouthOpenness();
    signals.aspect = aspectOf(points);
    signals.turn = points.turn();
    signals.nod = points.nod();
    if (!m_frontal && std::abs(signals.turn) < kFrontal)
        m_frontal = points;
    signals.depth = m_frontal ? depthOf(*m_frontal, points) : 0;
    signals.grid = gridOf(frame, points);
    signals.bands = bandsOf(face);
    return signals;
}

double SignalMeter::bandsOf(const cv::Mat& face)
{
    cv::Mat rows;
    cv::reduce(face.colRange(kLeft, kRight), rows, 1, cv::REDUCE_AVG, CV_32F);
    cv::GaussianBlur(rows, rows, {1, 9}, 0, 2);
    Rows now{};
    for (std::size_t i = 0; i < kRows; ++i)
        now[i] = std::log(rows.at<float>(static_cast<int>(i), 0) + 1);
    const auto before = std::exchange(m_rows, now);
    return before ? waveIn(changeOf(*before, now)) : 0;
}

void SignalMeter::reset()
{
    m_frontal.reset();
    m_rows.reset();
}

} // namespace banshi::face
