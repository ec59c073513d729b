// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <string>

namespace banshi::face
{

/// Pictures one after the other, BGR with 8 bits a channel. Threads: one.
class FrameSource
{
public:
    virtual ~FrameSource() = default;
    /// The next picture; empty at the end, and when a camera gives none within some seconds.
    [[nodiscard]] virtual cv::Mat next() = 0;
};

/// The pictures of a folder in the order of their names (JPEG, PNG, WebP, PGM, PPM; others are passed over), the camera
/// with a number, or what OpenCV opens under a path or an address. Null when it cannot be opened.
[[nodiscard]] std::unique_ptr<FrameSource> openFrames(const std::string& source);

} // namespace banshi::face
