// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/detector.h"
#include "banshi/face/landmarker.h"

#include <opencv2/core.hpp>
#include <span>

namespace banshi::face
{

/// dlib's frontal face detector, from the bytes that the build has written out (3 ms; dlib itself unpacks it in 340).
/// Threads: one object, one thread.
class DlibDetector
{
public:
    DlibDetector();
    ~DlibDetector();
    DlibDetector(const DlibDetector&) = delete;
    DlibDetector& operator=(const DlibDetector&) = delete;

    /// Searches `grey` (CV_8UC1); boxes are multiplied by `scale` and then moved by `corner`.
    [[nodiscard]] std::vector<Face> search(const cv::Mat& grey, double scale, Point corner, double least);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// A regression-tree shape predictor of kLandmarks points. Threads: points() may be called from any thread.
class DlibPredictor
{
public:
    /// `model` is what dlib's serialize() wrote. Throws std::runtime_error when it is not such a model.
    explicit DlibPredictor(std::span<const unsigned char> model);
    ~DlibPredictor();
    DlibPredictor(DlibPredictor&& other) noexcept;
    DlibPredictor& operator=(DlibPredictor&& other) noexcept;

    [[nodiscard]] Landmarks points(const cv::Mat& grey, const Box& box) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace banshi::face
