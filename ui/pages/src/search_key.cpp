// SPDX-License-Identifier: GPL-3.0-or-later
#include "search_key.h"

#include "page.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::pages
{

namespace
{

constexpr double kSignRoom = 20;

} // namespace

SearchKey::SearchKey(const widgets::Look& look, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_look(look)
{
    setObjectName(name);
    setFocusPolicy(Qt::NoFocus);
    connect(&look, &widgets::Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

widgets::Paragraph SearchKey::words() const
{
    return widgets::Paragraph(m_look.theme(), theme::Role::Body, QFont::Normal, m_look.words(word(u"front.search")));
}

QRect SearchKey::wordsRoom() const
{
    return rect().adjusted(m_look.px(kSignRoom), 0, -m_look.px(6), 0);
}

QSize SearchKey::sizeHint() const
{
    const int width = m_look.px(248);
    return {width, heightForWidth(width)};
}

int SearchKey::heightForWidth(int width) const
{
    const int room = width - m_look.px(kSignRoom) - m_look.px(6);
    return std::max(m_look.px(25), words().heightFor(room) + 2 * m_look.px(4));
}

std::vector<widgets::TextSpot> SearchKey::spots() const
{
    return {widgets::spotOf(words(), wordsRoom(), m_look.theme().colours().secondary)};
}

void SearchKey::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    widgets::paintBox(painter, rect(), m_look.px(theme::length::kCardCorner), isDown() ? colours.tint : colours.card,
                      colours.primary, m_look.px(0.7));
    const double lens = m_look.px(3.4);
    const QPointF centre(m_look.px(10.5), height() / 2.0 - m_look.px(0.7));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.primary, m_look.px(1), Qt::SolidLine, Qt::RoundCap));
    painter.drawEllipse(centre, lens, lens);
    const double edge = lens * 0.75;
    painter.drawLine(centre + QPointF(edge, edge), centre + QPointF(edge + lens, edge + lens));
    words().paint(painter, wordsRoom(), Qt::AlignLeft | Qt::AlignVCenter, colours.secondary);
}

} // namespace banshi::ui::pages
