// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/image.h"

#include <cstdint>
#include <span>

namespace banshi::face
{

/// Largest file and largest picture that decodeImage() takes.
inline constexpr std::size_t kLargestImageFile = 16U * 1024 * 1024;
inline constexpr int kLargestImageSide = 6000; ///< pixels

/// Size of a picture as its header gives it, in pixels.
struct ImageSize
{
    int width = 0;
    int height = 0;
};

/// Reads the header of a JPEG (ITU-T T.81), PNG or WebP file without decoding it.
/// *Errors:* ImageUnreadable (another format, cut off, nonsense).
[[nodiscard]] Result<ImageSize> imageSize(std::span<const std::uint8_t> file);
/// Decodes a JPEG, PNG or WebP file of at most kLargestImageFile bytes and kLargestImageSide pixels a side.
/// *Errors:* ImageTooLarge, ImageUnreadable (also for files that end early). Threads: any.
[[nodiscard]] Result<Image> decodeImage(std::span<const std::uint8_t> file);

} // namespace banshi::face
