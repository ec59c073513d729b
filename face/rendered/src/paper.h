// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/head_renderer.h"

#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

/// A sheet or a screen with a picture, held before the camera.
struct Paper
{
    cv::Mat picture;     ///< CV_8UC3
    double width = 240;  ///< millimetres
    double bend = 0;     ///< degrees of arc around the upright axis, 0 flat
    bool shines = false; ///< a screen: gives light of its own
    cv::Mat holes;       ///< CV_8UC1 of the picture's size, 255 where it is cut out; may be empty
};

/// Draws `paper` into `frame`, posed like a head; returns what it covers (CV_8UC1).
cv::Mat drawPaper(cv::Mat& frame, const Paper& paper, const Pose& pose, const Scene& scene);
/// What a camera sees of a screen beside the picture: the grid of its pixels, `strength` 0 to 1 and `period` in the
/// camera's pixels, and bands of the refresh moving down, `bands` as a share and `phase` in turns.
void addScreen(cv::Mat& frame, const cv::Mat& covered, double strength, double period, double bands, double phase);

} // namespace banshi::face::rendered
