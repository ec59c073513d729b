// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/theme/panel.h"

#include <algorithm>
#include <cmath>

namespace banshi::ui::theme
{

Panel::Panel(QSizeF millimetres, QSize pixels)
    : m_millimetres(millimetres), m_pixels(pixels),
      m_pxPerMm(std::min(pixels.width() / millimetres.width(), pixels.height() / millimetres.height()))
{
}

int Panel::px(double mm) const
{
    const int pixels = static_cast<int>(std::lround(mm * m_pxPerMm));
    return mm > 0 ? std::max(1, pixels) : pixels;
}

double Panel::mm(int px) const
{
    return px / m_pxPerMm;
}

} // namespace banshi::ui::theme
