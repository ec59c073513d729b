// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QSizeF>

namespace banshi::ui::theme
{

/// The panel's true size: the one place where millimetres become pixels. Threads: plain value.
class Panel
{
public:
    /// `millimetres`: visible area as measured or configured (both > 0); `pixels`: what the window covers of it.
    Panel(QSizeF millimetres, QSize pixels);

    /// Pixels of a length, rounded; at least 1 for a positive length.
    [[nodiscard]] int px(double mm) const;
    /// Millimetres of a length in pixels.
    [[nodiscard]] double mm(int px) const;
    [[nodiscard]] QSizeF millimetres() const { return m_millimetres; }
    [[nodiscard]] QSize pixels() const { return m_pixels; }
    [[nodiscard]] bool operator==(const Panel&) const = default;

private:
    QSizeF m_millimetres;
    QSize m_pixels;
    double m_pxPerMm;
};

} // namespace banshi::ui::theme
