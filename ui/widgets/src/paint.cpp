// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/paint.h"

#include <QPainter>
#include <QPainterPath>
#include <QtMath>
#include <algorithm>

namespace banshi::ui::widgets
{

namespace
{

QPen strokePen(const QColor& colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void paintTick(QPainter& painter, const QRectF& room, const QColor& colour)
{
    const double unit = room.width();
    painter.setPen(strokePen(colour, unit * 0.09));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{room.topLeft() + QPointF(0.29 * unit, 0.53 * unit),
                                   room.topLeft() + QPointF(0.44 * unit, 0.68 * unit),
                                   room.topLeft() + QPointF(0.71 * unit, 0.35 * unit)});
}

} // namespace

void paintBox(QPainter& painter, const QRectF& room, double corner, const QColor& ground, const QColor& border,
              double borderWidth)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground);
    const bool hasBorder = border.isValid() && borderWidth > 0;
    painter.setPen(hasBorder ? QPen(border, borderWidth) : QPen(Qt::NoPen));
    const double inset = hasBorder ? borderWidth / 2 : 0;
    painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), corner, corner);
}

void paintSign(QPainter& painter, const QRectF& room, const QString& sign, const theme::Theme& theme,
               const QColor& ground, const QColor& ink)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(room);
    if (sign == u"✓")
    {
        paintTick(painter, room, ink);
        return;
    }
    if (sign == u"…")
    {
        painter.setBrush(ink);
        const double dot = room.width() * 0.055;
        for (const double x : {-0.2, 0.0, 0.2})
            painter.drawEllipse(room.center() + QPointF(x * room.width(), 0), dot, dot);
        return;
    }
    QFont font = theme.font(theme::Role::Heading, QFont::Bold);
    font.setPixelSize(std::max(1, static_cast<int>(room.height() * 0.62)));
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(room, Qt::AlignCenter, sign);
}

void paintArrow(QPainter& painter, const QRectF& room, double degrees, const QColor& colour, double penWidth)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(room.center());
    painter.rotate(-degrees);
    const double half = room.width() / 2 - penWidth / 2;
    painter.setPen(strokePen(colour, penWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(QPointF(-half, 0), QPointF(half, 0));
    painter.drawPolyline(
        QPolygonF{QPointF(half - 0.8 * half, -0.8 * half), QPointF(half, 0), QPointF(half - 0.8 * half, 0.8 * half)});
    painter.restore();
}

TextSpot spotOf(const Paragraph& paragraph, const QRect& room, const QColor& colour, bool isDisabled)
{
    return {.words = paragraph.words(),
            .room = room,
            .neededHeight = paragraph.heightFor(room.width()),
            .widestWord = paragraph.widestWord(),
            .capitalHeight = paragraph.capitalHeight(),
            .colour = colour,
            .isDisabled = isDisabled};
}

void paintSegment(QPainter& painter, const QRect& room, const theme::Theme& theme, Joins joins, const QColor& ground)
{
    const double corner = theme.px(theme::length::kCardCorner);
    const double width = std::max(1.0, theme.px(1) * 0.4);
    QRectF box(room);
    box.adjust(width / 2, joins.above ? -2 * corner : width / 2, -width / 2, joins.below ? 2 * corner : -width / 2);
    painter.save();
    painter.setClipRect(room);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colours().line, width));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, corner, corner);
    if (joins.below)
    {
        const int inset = theme.px(theme::length::kPadding);
        painter.drawLine(QPointF(room.left() + inset, room.bottom() + 0.5),
                         QPointF(room.right() - inset, room.bottom() + 0.5));
    }
    painter.restore();
}

} // namespace banshi::ui::widgets
