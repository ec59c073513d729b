// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/samples/samples.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

namespace banshi::ui::samples
{

QImage drawnPerson()
{
    QImage image(640, 480, QImage::Format_BGR888);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient wall(0, 0, 640, 480);
    wall.setColorAt(0, QColor(0x9f, 0xb0, 0xb6));
    wall.setColorAt(1, QColor(0x6d, 0x80, 0x88));
    painter.fillRect(image.rect(), wall);
    painter.setPen(Qt::NoPen);
    QPainterPath shoulders(QPointF(150, 480));
    shoulders.cubicTo(QPointF(170, 380), QPointF(260, 370), QPointF(320, 370));
    shoulders.cubicTo(QPointF(380, 370), QPointF(470, 380), QPointF(490, 480));
    painter.fillPath(shoulders, QColor(0x35, 0x4b, 0x63));
    painter.setBrush(QColor(0xd9, 0xb2, 0x96));
    painter.drawRoundedRect(QRectF(285, 320, 70, 70), 30, 30);
    painter.drawEllipse(QPointF(320, 240), 88, 115);
    QPainterPath hair;
    hair.moveTo(228, 240);
    hair.cubicTo(220, 100, 420, 100, 412, 240);
    hair.cubicTo(400, 180, 370, 160, 320, 160);
    hair.cubicTo(270, 160, 240, 180, 228, 240);
    painter.fillPath(hair, QColor(0x2a, 0x22, 0x1e));
    return image;
}

QImage drawnSheet()
{
    QImage image(800, 600, QImage::Format_BGR888);
    image.fill(QColor(0x4a, 0x50, 0x52));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(400, 300);
    painter.rotate(-2);
    painter.fillRect(QRectF(-260, -230, 520, 460), QColor(0xf4, 0xf2, 0xea));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x9a, 0x9c, 0x9a));
    for (int line = 0; line < 9; ++line)
        painter.drawRect(QRectF(-210, -180 + line * 40, line % 3 == 2 ? 260 : 420, 12));
    return image;
}

} // namespace banshi::ui::samples
