// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"

#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

/// Pixels per millimetre of the painted skin, and the pixel of the middle between the eyes.
inline constexpr double kPaintScale = 2.5;
inline constexpr double kPaintX = 250;
inline constexpr double kPaintY = 300;
inline constexpr int kPaintWidth = 500;
inline constexpr int kPaintHeight = 620;

/// The skin of one person painted flat as seen from the front: brows, lips, marks; the eyes as open as asked.
class FacePaint
{
public:
    explicit FacePaint(const Identity& person);

    /// The skin with eyes, `blink` 0 open to 1 shut, and with what is worn over it. CV_8UC3.
    [[nodiscard]] cv::Mat picture(double blink, bool glasses, bool mask) const;

private:
    void paintSkin();
    void paintShadows();
    void paintMarks();
    void paintBrow(double side);
    void paintNose();
    void paintMouth();

    Identity m_person;
    cv::Mat m_base;
};

/// The upper edge of the brow right in the picture, `along` 0 at the nose to 1; millimetres on the flat skin.
[[nodiscard]] cv::Point2d browEdge(const Identity& person, double along);
/// The outer edges of the lips, `along` -1 at the corner left in the picture to 1.
[[nodiscard]] cv::Point2d upperLipEdge(const Identity& person, double along);
[[nodiscard]] cv::Point2d lowerLipEdge(const Identity& person, double along);
/// Strands of hair in the person's colour, with the same size as FacePaint::picture().
[[nodiscard]] cv::Mat paintHair(const Identity& person);

} // namespace banshi::face::rendered
