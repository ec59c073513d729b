// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/detector.h"

#include <opencv2/core.hpp>

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
    /// The same by the same filters for faces that lie wholly in `grey` and are about 73 or 88 pixels wide, in a third
    /// of the time.
    [[nodiscard]] std::vector<Face> searchNear(const cv::Mat& grey, double scale, Point corner, double least) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace banshi::face
