// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/camera_view.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace banshi::ui::widgets
{

namespace
{

constexpr int kFullCircle = 360 * 16; // QPainter counts sixteenths of a degree
constexpr int kTop = 90 * 16;

} // namespace

/// White words on a rounded ground inside the picture.
struct CameraView::Pill
{
    Paragraph text;
    QRect box;
    QRect words;
    QColor ground;
    QColor ink;
};

CameraView::CameraView(const Look& look, Guide guide, QWidget* parent) : QWidget(parent), m_look(look), m_guide(guide)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

CameraView::~CameraView()
{
    m_frame.fill(0);
}

void CameraView::setFrame(const FrameView& frame)
{
    if (frame.bgr == nullptr || frame.width <= 0 || frame.height <= 0)
        m_frame = QImage();
    else
        m_frame = QImage(frame.bgr, frame.width, frame.height, frame.stride, QImage::Format_BGR888)
                      .convertToFormat(QImage::Format_RGB32);
    update();
}

void CameraView::setProgress(double progress)
{
    m_progress = std::clamp(progress, 0.0, 1.0);
    update();
}

void CameraView::setArrow(std::optional<double> degrees)
{
    m_arrow = degrees;
    update();
}

void CameraView::setCorrection(const i18n::Text& correction)
{
    m_correction = correction;
    setAccessibleName(m_look.words(correction)); // painted, not a label: for readers of the screen
    update();
}

void CameraView::setMark(const i18n::Text& mark)
{
    m_mark = mark;
    update();
}

QSize CameraView::sizeHint() const
{
    return {m_look.px(225), m_look.px(m_guide == Guide::Oval ? 200 : 150)};
}

QSize CameraView::minimumSizeHint() const
{
    return {m_look.px(100), m_look.px(m_guide == Guide::Oval ? 110 : 80)};
}

QRectF CameraView::guideRoom() const
{
    if (m_guide == Guide::Sheet)
    {
        const double inset = m_look.px(8);
        return QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    }
    const double bottom = m_correction.isEmpty() ? 0.06 : 0.2;
    const double high = height() * (0.94 - bottom);
    const double wide = std::min(high * 0.76, width() * 0.6);
    return {(width() - wide) / 2, height() * 0.06, wide, high};
}

std::vector<CameraView::Pill> CameraView::pills() const
{
    const theme::Colours& colours = m_look.theme().colours();
    std::vector<Pill> pills;
    const auto add = [&](const i18n::Text& text, bool isAtTop, const QColor& ground, const QColor& ink) {
        Paragraph words(m_look.theme(), isAtTop ? theme::Role::Caption : theme::Role::Body, QFont::Bold,
                        m_look.words(text));
        if (words.words().isEmpty())
            return;
        const int padding = m_look.px(6);
        const int most = width() - 2 * m_look.px(8) - 2 * padding;
        const int wide = std::min(words.naturalWidth(), most);
        const int high = words.heightFor(wide);
        const int upright = m_look.px(2.5);
        const int top = isAtTop ? m_look.px(6) : height() - m_look.px(7) - high - 2 * upright;
        const QRect box((width() - wide) / 2 - padding, top, wide + 2 * padding, high + 2 * upright);
        pills.push_back({std::move(words), box, box.adjusted(padding, upright, -padding, -upright), ground, ink});
    };
    add(m_mark, true, colours.wait.ground, colours.wait.text);
    add(m_correction, false, colours.card, colours.ink);
    return pills;
}

std::vector<TextSpot> CameraView::spots() const
{
    std::vector<TextSpot> spots;
    for (const Pill& pill : pills())
        spots.push_back(spotOf(pill.text, pill.words, pill.ink));
    return spots;
}

void CameraView::paintPicture(QPainter& painter) const
{
    if (m_frame.isNull())
        return;
    const QSizeF whole = QSizeF(m_frame.size()).scaled(size(), Qt::KeepAspectRatioByExpanding);
    const QRectF room(QPointF((width() - whole.width()) / 2, (height() - whole.height()) / 2), whole);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (m_guide == Guide::Oval)
    {
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    painter.drawImage(room, m_frame);
    painter.restore();
    if (m_guide == Guide::Oval)
    {
        QPainterPath shade;
        shade.addRect(rect());
        shade.addEllipse(guideRoom());
        painter.fillPath(shade, QColor(12, 20, 26, 150));
    }
}

void CameraView::paintGuide(QPainter& painter) const
{
    const theme::Colours& colours = m_look.theme().colours();
    const QRectF room = guideRoom();
    const double pen = m_look.px(3);
    painter.setBrush(Qt::NoBrush);
    if (m_guide == Guide::Sheet)
    {
        const double corner = std::min(room.width(), room.height()) * 0.16;
        painter.setPen(QPen(colours.guide, pen, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (const bool isRight : {false, true})
            for (const bool isBottom : {false, true})
            {
                const QPointF at(isRight ? room.right() : room.left(), isBottom ? room.bottom() : room.top());
                painter.drawPolyline(QPolygonF{at + QPointF(isRight ? -corner : corner, 0), at,
                                               at + QPointF(0, isBottom ? -corner : corner)});
            }
        return;
    }
    painter.setPen(QPen(QColor(220, 228, 232, 150), pen));
    painter.drawEllipse(room);
    painter.setPen(QPen(colours.guide, pen * 1.3, Qt::SolidLine, Qt::RoundCap));
    if (m_progress > 0)
        painter.drawArc(room, kTop, static_cast<int>(kFullCircle * m_progress));
    if (!m_arrow)
        return;
    const double side = m_look.px(18);
    QPointF at = room.center();
    at.setX(*m_arrow == 0 ? room.right() + side : room.left() - side);
    paintArrow(painter, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), *m_arrow, Qt::white, m_look.px(2.6));
}

void CameraView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    const double corner = m_look.px(12);
    frame.addRoundedRect(rect(), corner, corner);
    painter.setClipPath(frame);
    painter.fillRect(rect(), m_look.theme().colours().camera);
    paintPicture(painter);
    paintGuide(painter);
    for (const Pill& pill : pills())
    {
        paintBox(painter, pill.box, std::min(pill.box.height() / 2, m_look.px(9)), pill.ground);
        pill.text.paint(painter, pill.words, Qt::AlignCenter, pill.ink);
    }
}

} // namespace banshi::ui::widgets
