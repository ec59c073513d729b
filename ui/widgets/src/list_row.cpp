// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/list_row.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::widgets
{

struct ListRow::Placed
{
    Paragraph text;
    QRect room;
    Qt::Alignment alignment;
    QColor colour;
};

ListRow::ListRow(const Look& look, const QString& name, QWidget* parent) : QAbstractButton(parent), m_look(look)
{
    setObjectName(name);
    setFocusPolicy(Qt::NoFocus);
    connect(&look, &Look::changed, this, [this] { refresh(); });
}

void ListRow::setTitle(const i18n::Text& title)
{
    m_title = title;
    refresh();
}

void ListRow::setDetail(const i18n::Text& detail)
{
    m_detail = detail;
    refresh();
}

void ListRow::setNote(const i18n::Text& note)
{
    m_note = note;
    refresh();
}

void ListRow::setJoins(Joins joins)
{
    m_joins = joins;
    update();
}

std::vector<ListRow::Placed> ListRow::placed(int width) const
{
    const theme::Theme& theme = m_look.theme();
    const theme::Colours& colours = theme.colours();
    const int padding = m_look.px(theme::length::kPadding);
    const int gap = m_look.px(5);
    const int room = width - 2 * padding - m_look.px(9); // the arrow's room
    const Paragraph title(theme, theme::Role::Heading, QFont::Bold, m_look.words(m_title));
    const Paragraph detail(theme, theme::Role::Body, QFont::Normal, m_look.words(m_detail));
    const Paragraph note(theme, theme::Role::Body, QFont::Normal, m_look.words(m_note));
    const bool isBeside = title.naturalWidth() + gap + detail.naturalWidth() <= room;
    const int titleRoom = isBeside && !detail.words().isEmpty() ? room - gap - detail.naturalWidth() : room;
    const int firstHeight =
        std::max(title.heightFor(titleRoom), isBeside ? detail.heightFor(detail.naturalWidth()) : 0);
    std::vector<Placed> all;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    all.push_back({title, QRect(padding, 0, titleRoom, firstHeight), left, colours.ink});
    int top = firstHeight;
    if (isBeside && !detail.words().isEmpty())
    {
        all.push_back({detail, QRect(padding + room - detail.naturalWidth(), 0, detail.naturalWidth(), firstHeight),
                       Qt::AlignRight | Qt::AlignVCenter, colours.secondary});
    }
    else if (!detail.words().isEmpty())
    {
        all.push_back({detail, QRect(padding, top, room, detail.heightFor(room)), left, colours.secondary});
        top += detail.heightFor(room);
    }
    if (!note.words().isEmpty())
        all.push_back({note, QRect(padding, top, room, note.heightFor(room)), left, colours.wait.text});
    return all;
}

QSize ListRow::sizeHint() const
{
    const int width = m_look.px(248);
    return {width, heightForWidth(width)};
}

QSize ListRow::minimumSizeHint() const
{
    return {m_look.px(80), m_look.px(theme::length::kButton)};
}

int ListRow::heightForWidth(int width) const
{
    int bottom = 0;
    for (const Placed& text : placed(width))
        bottom = std::max(bottom, text.room.top() + text.room.height());
    return std::max(m_look.px(22), bottom + 2 * m_look.px(3.5));
}

std::vector<TextSpot> ListRow::spots() const
{
    const std::vector<Placed> all = placed(width());
    int bottom = 0;
    for (const Placed& text : all)
        bottom = std::max(bottom, text.room.top() + text.room.height());
    std::vector<TextSpot> spots;
    for (const Placed& text : all)
        spots.push_back(spotOf(text.text, text.room.translated(0, (height() - bottom) / 2), text.colour));
    return spots;
}

void ListRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    const QColor ground = isDown() ? colours.tint : m_note.isEmpty() ? colours.card : colours.wait.ground;
    paintSegment(painter, rect(), m_look.theme(), m_joins, ground);
    const std::vector<Placed> all = placed(width());
    int bottom = 0;
    for (const Placed& text : all)
        bottom = std::max(bottom, text.room.top() + text.room.height());
    for (const Placed& text : all)
        text.text.paint(painter, text.room.translated(0, (height() - bottom) / 2), text.alignment, text.colour);
    const double half = m_look.px(2.4);
    const double x = width() - m_look.px(theme::length::kPadding) - half;
    const double y = height() / 2.0;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.secondary, m_look.px(0.8), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF{QPointF(x - half / 2, y - half), QPointF(x + half / 2, y), QPointF(x - half / 2, y + half)});
}

void ListRow::refresh()
{
    setAccessibleName(m_look.words(m_title));
    updateGeometry();
    update();
}

} // namespace banshi::ui::widgets
