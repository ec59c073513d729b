// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/secret_bytes.h"

#include <cstddef>
#include <cstdint>

namespace banshi::face
{

/// A look at somebody else's BGR picture, 8 bits a channel, rows `stride` bytes apart (≥ 3 × width).
/// The pixels must outlive the view. Threads: plain value.
struct ImageView
{
    const std::uint8_t* data = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0;

    /// False for a picture without pixels or with an impossible stride.
    [[nodiscard]] bool valid() const
    {
        return data != nullptr && width > 0 && height > 0 && stride >= static_cast<std::size_t>(width) * 3;
    }
};

/// Pages of their own for a face's pixels or its vector: kept out of core dumps and, as far as the process may
/// (RLIMIT_MEMLOCK), out of the swap; overwritten when released. Zero at first. Threads: like std::vector.
class PixelMemory
{
public:
    PixelMemory() = default;
    explicit PixelMemory(std::size_t size);
    ~PixelMemory() { release(); }
    PixelMemory(const PixelMemory&) = delete;
    PixelMemory& operator=(const PixelMemory&) = delete;
    PixelMemory(PixelMemory&& other) noexcept;
    PixelMemory& operator=(PixelMemory&& other) noexcept;

    [[nodiscard]] std::uint8_t* data() { return m_data; }
    [[nodiscard]] const std::uint8_t* data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; } ///< bytes
    [[nodiscard]] bool empty() const { return m_size == 0; }

private:
    void release();

    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

/// An owned BGR picture, 8 bits a channel, rows without padding. Move-only; nothing of it stays when it is released,
/// because faces are personal data. Threads: like std::vector.
class Image
{
public:
    Image() = default;
    /// A black picture. `width` and `height` in pixels, each ≥ 1.
    Image(int width, int height);
    /// A copy of the pixels that `view` shows; empty when the view is not valid.
    [[nodiscard]] static Image copyOf(ImageView view);

    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] std::size_t stride() const { return static_cast<std::size_t>(m_width) * 3; }
    [[nodiscard]] bool empty() const { return m_pixels.empty(); }
    [[nodiscard]] std::uint8_t* data() { return m_pixels.data(); }
    [[nodiscard]] const std::uint8_t* data() const { return m_pixels.data(); }
    [[nodiscard]] ImageView view() const { return {data(), m_width, m_height, stride()}; }

private:
    PixelMemory m_pixels;
    int m_width = 0;
    int m_height = 0;
};

/// A point in pixels; x to the right, y down, pixel centres at whole numbers.
struct Point
{
    double x = 0;
    double y = 0;
};

/// An upright box in pixels; right and bottom edge excluded.
struct Box
{
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    [[nodiscard]] Point centre() const { return {x + width / 2, y + height / 2}; }
};

/// Centres of the two eyes as seen in the picture: `left` is the one further left in the picture.
struct Eyes
{
    Point left;
    Point right;

    /// Distance between the eyes in pixels.
    [[nodiscard]] double distance() const;
    /// Slope of the eye line in degrees, positive when the right eye is lower.
    [[nodiscard]] double rollDegrees() const;
};

} // namespace banshi::face
