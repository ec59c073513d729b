// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"

#include "view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace banshi::face::rendered
{

namespace
{

constexpr int kStrips = 40; // flat ones, side by side, that make up a bent sheet

/// A flat part of the sheet: two upright edges in space, and what of the picture lies between them.
struct Strip
{
    std::array<cv::Vec3f, 4> corners; ///< top left, top right, bottom right, bottom left
    std::array<cv::Point2f, 4> place; ///< the same in the picture, pixels
    cv::Vec3f normal;
};

cv::Vec3f upright(const Paper& paper, double along, double down)
{
    if (paper.bend <= 0)
        return {static_cast<float>(along), static_cast<float>(down), 0};
    const double radius = paper.width / (paper.bend * std::numbers::pi / 180);
    return {static_cast<float>(radius * std::sin(along / radius)), static_cast<float>(down),
            static_cast<float>(radius * (std::cos(along / radius) - 1))};
}

std::vector<Strip> stripsOf(const Paper& paper)
{
    const double high = paper.width * paper.picture.rows / paper.picture.cols / 2;
    const int count = paper.bend > 0 ? kStrips : 1;
    std::vector<Strip> strips;
    for (int i = 0; i < count; ++i)
    {
        const double from = static_cast<double>(i) / count;
        const double to = static_cast<double>(i + 1) / count;
        const double left = (from - 0.5) * paper.width;
        const double right = (to - 0.5) * paper.width;
        Strip strip;
        strip.corners = {upright(paper, left, -high), upright(paper, right, -high), upright(paper, right, high),
                         upright(paper, left, high)};
        const auto x0 = static_cast<float>(from * paper.picture.cols);
        const auto x1 = static_cast<float>(to * paper.picture.cols);
        const auto y1 = static_cast<float>(paper.picture.rows);
        strip.place = {cv::Point2f(x0, 0), cv::Point2f(x1, 0), cv::Point2f(x1, y1), cv::Point2f(x0, y1)};
        const double angle = (left + right) / 2 / paper.width * paper.bend * std::numbers::pi / 180;
        strip.normal = {static_cast<float>(std::sin(angle)), 0, static_cast<float>(std::cos(angle))};
        strips.push_back(strip);
    }
    return strips;
}

double lightOn(const Paper& paper, const View& view, const cv::Vec3f& normal)
{
    constexpr double kScreen = 1.15; // gives its own light, whatever falls on it
    if (paper.shines)
        return kScreen;
    return view.ambient + view.directed * std::max(0.0F, (view.turn * normal).dot(view.light));
}

/// Draws one strip; adds what it covers to `covered`.
void drawStrip(cv::Mat& frame, cv::Mat& covered, const Paper& paper, const View& view, const Strip& strip)
{
    std::array<cv::Point2f, 4> seen;
    std::array<cv::Point, 4> outline;
    for (std::size_t i = 0; i < seen.size(); ++i)
    {
        const cv::Vec3f at = view.project(strip.corners[i]);
        seen[i] = {at[0], at[1]};
        outline[i] = seen[i];
    }
    if ((seen[1] - seen[0]).cross(seen[3] - seen[0]) <= 0) // seen from behind
        return;
    const cv::Rect area = cv::boundingRect(outline) & cv::Rect(0, 0, frame.cols, frame.rows);
    if (area.empty())
        return;
    cv::Mat mask(area.size(), CV_8UC1, cv::Scalar(0));
    for (std::size_t i = 0; i < seen.size(); ++i)
    {
        outline[i] -= area.tl();
        seen[i] -= cv::Point2f(area.tl());
    }
    cv::fillConvexPoly(mask, outline.data(), static_cast<int>(outline.size()), 255);
    const cv::Mat map = cv::getPerspectiveTransform(strip.place.data(), seen.data());
    if (!paper.holes.empty())
    {
        cv::Mat holes;
        cv::warpPerspective(paper.holes, holes, map, area.size(), cv::INTER_NEAREST);
        mask.setTo(0, holes);
    }
    cv::Mat drawn;
    cv::warpPerspective(paper.picture, drawn, map, area.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    drawn.convertTo(drawn, -1, lightOn(paper, view, strip.normal));
    drawn.copyTo(frame(area), mask);
    covered(area).setTo(255, mask);
}

} // namespace

cv::Mat drawPaper(cv::Mat& frame, const Paper& paper, const Pose& pose, const Scene& scene)
{
    const View view = viewOf(pose, scene, frame.cols, frame.rows);
    std::vector<Strip> strips = stripsOf(paper);
    const auto far = [&view](const Strip& strip) { return view.project(strip.corners[0])[2]; };
    std::sort(strips.begin(), strips.end(), [&far](const Strip& a, const Strip& b) { return far(a) > far(b); });
    cv::Mat covered = cv::Mat::zeros(frame.size(), CV_8UC1);
    for (const Strip& strip : strips)
        drawStrip(frame, covered, paper, view, strip);
    return covered;
}

void addScreen(cv::Mat& frame, const cv::Mat& covered, double strength, double period, double bands, double phase)
{
    constexpr double kTilt = 0.18; // radians between the screen's rows and the camera's
    constexpr double kBandRows = 170;
    const double wave = 2 * std::numbers::pi / period;
    for (int y = 0; y < frame.rows; ++y)
    {
        auto* pixel = frame.ptr<cv::Vec3b>(y);
        const auto* mask = covered.ptr<std::uint8_t>(y);
        const double band = 1 + bands * std::sin(2 * std::numbers::pi * (y / kBandRows - phase));
        for (int x = 0; x < frame.cols; ++x)
        {
            if (mask[x] == 0)
                continue;
            const double across = std::sin(wave * (x * std::cos(kTilt) + y * std::sin(kTilt)));
            const double down = std::sin(wave * (y * std::cos(kTilt) - x * std::sin(kTilt)));
            const double factor = band * (1 + strength * 0.5 * (across + down));
            for (int i = 0; i < 3; ++i)
                pixel[x][i] = cv::saturate_cast<std::uint8_t>(pixel[x][i] * factor);
        }
    }
}

} // namespace banshi::face::rendered
