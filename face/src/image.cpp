// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <numbers>
#include <sys/mman.h>
#include <utility>

namespace banshi::face
{

PixelMemory::PixelMemory(std::size_t size)
{
    if (size == 0)
        return;
    void* const pages = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::bad_alloc();
    m_data = static_cast<std::uint8_t*>(pages);
    m_size = size;
    madvise(pages, size, MADV_DONTDUMP);
    mlock(pages, size); // refused above the limit of the process; banshi-kiosk.service raises it
}

PixelMemory::PixelMemory(PixelMemory&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

PixelMemory& PixelMemory::operator=(PixelMemory&& other) noexcept
{
    if (this != &other)
    {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

void PixelMemory::release()
{
    if (m_size == 0)
        return;
    base::wipe(m_data, m_size);
    munmap(m_data, m_size);
    m_data = nullptr;
    m_size = 0;
}

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
