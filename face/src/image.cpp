// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace banshi::face
{

Image::Image(int width, int height)
    : m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3), m_width(width), m_height(height)
{
}

Image Image::copyOf(ImageView view)
{
    if (!view.valid())
        return {};
    Image copy(view.width, view.height);
    for (int row = 0; row < view.height; ++row)
        std::copy_n(view.data + static_cast<std::size_t>(row) * view.stride, copy.stride(),
                    copy.data() + static_cast<std::size_t>(row) * copy.stride());
    return copy;
}

double Eyes::distance() const
{
    return std::hypot(right.x - left.x, right.y - left.y);
}

double Eyes::rollDegrees() const
{
    return std::atan2(right.y - left.y, right.x - left.x) * 180.0 / std::numbers::pi;
}

} // namespace banshi::face
