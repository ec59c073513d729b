// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/progress_bar.h"

#include "banshi/ui/widgets/paint.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::widgets
{

ProgressBar::ProgressBar(const Look& look, QWidget* parent) : QWidget(parent), m_look(look)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ProgressBar::setFraction(double fraction)
{
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    update();
}

QSize ProgressBar::sizeHint() const
{
    return {m_look.px(120), m_look.px(6)};
}

void ProgressBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double corner = height() / 2.0;
    paintBox(painter, rect(), corner, m_look.theme().colours().line);
    if (m_fraction <= 0)
        return;
    QRectF done(rect());
    done.setWidth(std::max<double>(height(), width() * m_fraction));
    paintBox(painter, done, corner, m_look.theme().colours().primary);
}

} // namespace banshi::ui::widgets
