// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"
#include "random.h"

#include <opencv2/core.hpp>
#include <vector>

namespace banshi::face::rendered
{

/// Lines and shapes in millimetres on a picture, with smooth edges.
class Brush
{
public:
    /// `scale` pixels per millimetre; (`originX`, `originY`) is the pixel of (0, 0).
    Brush(cv::Mat& canvas, double scale, double originX, double originY);

    /// A filled shape with edges `softness` mm wide, laid on with `strength` 0 to 1.
    void shape(const std::vector<cv::Point2d>& outline, const Colour& colour, double softness = 0, double strength = 1);
    /// An ellipse as shape() does.
    void spot(cv::Point2d centre, double radiusX, double radiusY, const Colour& colour, double softness = 0,
              double strength = 1);
    /// A line `width` mm wide through `points`.
    void line(const std::vector<cv::Point2d>& points, double width, const Colour& colour, double softness = 0,
              double strength = 1);

private:
    [[nodiscard]] cv::Point fixed(cv::Point2d point, cv::Point corner) const;
    [[nodiscard]] cv::Rect around(const std::vector<cv::Point2d>& points, double margin) const;
    void blend(const cv::Mat& mask, cv::Point corner, const Colour& colour, double softness, double strength);

    cv::Mat& m_canvas;
    double m_scale;
    cv::Point2d m_origin;
};

/// Points of an ellipse's outline.
[[nodiscard]] std::vector<cv::Point2d> ellipse(cv::Point2d centre, double radiusX, double radiusY);
/// `colour` times `factor`.
[[nodiscard]] Colour scaled(const Colour& colour, double factor);
/// Smooth noise around 0 with about unit range, patches of `grain` pixels. CV_32FC1.
[[nodiscard]] cv::Mat smoothNoise(cv::Size size, double grainX, double grainY, Random& random);

} // namespace banshi::face::rendered
