// SPDX-License-Identifier: GPL-3.0-or-later
#include "view.h"

#include "random.h"

#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace banshi::face::rendered
{

namespace
{

constexpr double kRadians = std::numbers::pi / 180.0;

cv::Matx33f turnOf(const Pose& pose)
{
    const auto sine = [](double degrees) { return static_cast<float>(std::sin(degrees * kRadians)); };
    const auto cosine = [](double degrees) { return static_cast<float>(std::cos(degrees * kRadians)); };
    const cv::Matx33f yaw(cosine(pose.yaw), 0, sine(pose.yaw), 0, 1, 0, -sine(pose.yaw), 0, cosine(pose.yaw));
    const cv::Matx33f pitch(1, 0, 0, 0, cosine(pose.pitch), sine(pose.pitch), 0, -sine(pose.pitch), cosine(pose.pitch));
    const cv::Matx33f roll(cosine(pose.roll), -sine(pose.roll), 0, sine(pose.roll), cosine(pose.roll), 0, 0, 0, 1);
    return roll * pitch * yaw;
}

} // namespace

View viewOf(const Pose& pose, const Scene& scene, int width, int height)
{
    View view;
    view.turn = turnOf(pose);
    view.move = {static_cast<float>(pose.x), static_cast<float>(pose.y), static_cast<float>(pose.distance)};
    view.focal = static_cast<float>(scene.focal);
    view.centreX = static_cast<float>(width) / 2;
    view.centreY = static_cast<float>(height) / 2;
    const double azimuth = scene.lightAzimuth * kRadians;
    const double elevation = scene.lightElevation * kRadians;
    view.light = {static_cast<float>(std::sin(azimuth) * std::cos(elevation)), static_cast<float>(-std::sin(elevation)),
                  static_cast<float>(std::cos(azimuth) * std::cos(elevation))};
    view.directed = static_cast<float>(scene.light);
    view.ambient = static_cast<float>(scene.ambient);
    return view;
}

void develop(cv::Mat& frame, double noise, std::uint64_t seed)
{
    cv::GaussianBlur(frame, frame, {3, 3}, 0.65);
    if (noise <= 0)
        return;
    Random random(seed);
    cv::Mat grain(1, frame.cols * 8 + 4096, CV_8SC3);
    cv::RNG source(random.next());
    source.fill(grain, cv::RNG::NORMAL, 0, noise);
    const auto* values = grain.ptr<signed char>();
    for (int y = 0; y < frame.rows; ++y)
    {
        auto* pixel = frame.ptr<std::uint8_t>(y);
        const auto* row = values + random.next() % static_cast<std::uint64_t>(3 * (frame.cols * 7 + 4096));
        for (int i = 0; i < frame.cols * 3; ++i)
            pixel[i] = cv::saturate_cast<std::uint8_t>(pixel[i] + row[i]);
    }
}

} // namespace banshi::face::rendered
