// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// The kernel's side of V4L2 for this process alone: a test plays the cameras at the other end of `open`, `ioctl` and
/// `mmap`, since a build machine has neither cameras nor the modules that imitate them. Paths that are not plugged in
/// here go to the real kernel. Source: the kernel's userspace API for Video4Linux2, streaming I/O with memory mapping.
/// Threads: any.
namespace banshi::testing::video_kernel
{

/// What one camera is.
struct Camera
{
    std::vector<std::uint8_t> jpeg; ///< every frame
    int width = 0;                  ///< the only size that it offers
    int height = 0;
};

/// A node at `path`, which comes to be as an empty file. A node that was there is replaced.
void plug(const std::string& path, Camera camera);
/// The node goes; who has it open learns it with his next frame, as ENODEV.
void unplug(const std::string& path);
/// The camera stays there, but gives no frame to those who have it open now.
void freeze(const std::string& path);
/// Frames that this node has given away since it was plugged in.
[[nodiscard]] int framesFrom(const std::string& path);

} // namespace banshi::testing::video_kernel
