// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/drawing.h"

#include "banshi/ui/widgets/paint.h"

#include <QPainter>
#include <QPainterPath>

namespace banshi::ui::widgets
{

namespace
{

/// Paints in a field of 160 by 140 units.
class Sketch
{
public:
    Sketch(QPainter& painter, const theme::Colours& colours) : m_painter(painter), m_colours(colours) {}

    void reader(double y) const
    {
        paintBox(m_painter, QRectF(10, y, 140, 92), 10, m_colours.tint, m_colours.primary, 1.4);
    }
    void card(double x, double y) const
    {
        paintBox(m_painter, QRectF(x, y, 116, 70), 5, m_colours.card, m_colours.line, 1);
        for (const auto& [top, width] : {std::pair(13.0, 41.0), {24.0, 56.0}, {35.0, 50.0}, {56.0, 86.0}})
            paintBox(m_painter, QRectF(x + 9, y + top, width, 5), 2.5, m_colours.line);
        const QRectF photo(x + 76, y + 11, 31, 39);
        paintBox(m_painter, photo, 2.5, m_colours.tint);
        paintBox(m_painter, QRectF(photo.center().x() - 8, photo.top() + 5, 16, 16), 8, m_colours.primary);
        QPainterPath shoulders(QPointF(photo.left() + 3, photo.bottom()));
        shoulders.cubicTo(QPointF(photo.left() + 8, photo.bottom() - 13),
                          QPointF(photo.right() - 8, photo.bottom() - 13), QPointF(photo.right() - 3, photo.bottom()));
        m_painter.fillPath(shoulders, m_colours.primary);
    }
    void outlet(double y) const
    {
        paintBox(m_painter, QRectF(18, y, 124, 22), 7, m_colours.tint, m_colours.primary, 1.4);
        paintBox(m_painter, QRectF(32, y + 9, 96, 4), 2, m_colours.primary);
    }
    void sheet(double x, double y, double width, double height, bool hasSeal) const
    {
        paintBox(m_painter, QRectF(x, y, width, height), 2.5, m_colours.card, m_colours.line, 1);
        for (double top = 12; top < height - 12; top += 10)
            paintBox(m_painter, QRectF(x + 8, y + top, (width - 16) * (top < 20 ? 0.6 : 1), 3.6), 1.8, m_colours.line);
        if (!hasSeal)
            return;
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_colours.bad.text, 1.6));
        m_painter.drawEllipse(QPointF(x + width - 18, y + height - 19), 9, 9);
    }
    void arrow(double x, double y, double side, double degrees) const
    {
        paintArrow(m_painter, QRectF(x - side / 2, y - side / 2, side, side), degrees, m_colours.primary, 3);
    }

private:
    QPainter& m_painter;
    const theme::Colours& m_colours;
};

} // namespace

Drawing::Drawing(const Look& look, Motif motif, QWidget* parent) : QWidget(parent), m_look(look), m_motif(motif)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Drawing::setMotif(Motif motif)
{
    m_motif = motif;
    update();
}

QSize Drawing::sizeHint() const
{
    return {m_look.px(160), m_look.px(140)};
}

QSize Drawing::minimumSizeHint() const
{
    return {m_look.px(60), m_look.px(56)};
}

void Drawing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double most = m_look.px(190) / 160.0;
    const double scale = std::min({most, width() / 160.0, height() / 140.0});
    painter.translate((width() - 160 * scale) / 2, (height() - 140 * scale) / 2);
    painter.scale(scale, scale);
    const Sketch sketch(painter, m_look.theme().colours());
    switch (m_motif)
    {
    case Motif::CardOnReader:
        sketch.reader(6);
        sketch.card(22, 17);
        sketch.arrow(80, 120, 26, 90);
        return;
    case Motif::CardAway:
        sketch.reader(42);
        sketch.card(22, 12);
        sketch.arrow(80, 108, 26, 90);
        return;
    case Motif::Paper:
        sketch.sheet(38, 24, 84, 84, true);
        sketch.outlet(6);
        sketch.arrow(80, 124, 22, 270);
        return;
    case Motif::Slip:
        sketch.sheet(56, 24, 48, 84, false);
        sketch.outlet(6);
        sketch.arrow(80, 124, 22, 270);
        return;
    case Motif::Send:
        sketch.sheet(8, 34, 56, 72, false);
        sketch.arrow(86, 70, 26, 0);
        paintBox(painter, QRectF(110, 56, 42, 50), 3, m_look.theme().colours().tint, m_look.theme().colours().primary,
                 1.4);
        for (const double x : {117.0, 128.0, 139.0})
            paintBox(painter, QRectF(x, 68, 6, 30), 1, m_look.theme().colours().primary);
        painter.setBrush(m_look.theme().colours().primary);
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(QPolygonF{QPointF(106, 56), QPointF(131, 36), QPointF(156, 56)});
        return;
    }
}

} // namespace banshi::ui::widgets
