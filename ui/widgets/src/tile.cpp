// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/tile.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::widgets
{

struct Tile::Measure
{
    Paragraph sign;
    Paragraph title;
    Paragraph examples;
    QRect square;
    QRect titleRoom;
    QRect examplesRoom;
    int height = 0;
};

Tile::Tile(const Look& look, const QString& name, QWidget* parent) : QAbstractButton(parent), m_look(look)
{
    setObjectName(name);
    setFocusPolicy(Qt::NoFocus);
    connect(&look, &Look::changed, this, [this] { refresh(); });
}

void Tile::setSign(const i18n::Text& sign)
{
    m_sign = sign;
    refresh();
}

void Tile::setTitle(const i18n::Text& title)
{
    m_title = title;
    refresh();
}

void Tile::setExamples(const i18n::Text& examples)
{
    m_examples = examples;
    refresh();
}

Tile::Measure Tile::measure(int width) const
{
    const theme::Theme& theme = m_look.theme();
    Measure all{.sign = Paragraph(theme, theme::Role::Title, QFont::Bold, m_look.words(m_sign)),
                .title = Paragraph(theme, theme::Role::Heading, QFont::Bold, m_look.words(m_title)),
                .examples = Paragraph(theme, theme::Role::Caption, QFont::Normal, m_look.words(m_examples)),
                .square = {},
                .titleRoom = {},
                .examplesRoom = {}};
    const int padding = m_look.px(theme::length::kPadding);
    const int side = m_look.px(24);
    const int left = padding + side + m_look.px(5.5);
    const int room = width - left - m_look.px(4);
    const int titleHeight = all.title.heightFor(room);
    const int examplesHeight = all.examples.heightFor(room);
    const int words = titleHeight + examplesHeight;
    all.height = std::max(m_look.px(40), words + 2 * m_look.px(4));
    const int shift = (std::max(all.height, height()) - words) / 2;
    all.square = QRect(padding, (std::max(all.height, height()) - side) / 2, side, side);
    all.titleRoom = QRect(left, shift, room, titleHeight);
    all.examplesRoom = QRect(left, shift + titleHeight, room, examplesHeight);
    return all;
}

QSize Tile::sizeHint() const
{
    const Paragraph title(m_look.theme(), theme::Role::Heading, QFont::Bold, m_look.words(m_title));
    const Paragraph examples(m_look.theme(), theme::Role::Caption, QFont::Normal, m_look.words(m_examples));
    const int frame = m_look.px(theme::length::kPadding + 24 + 5.5 + 4);
    const int width = frame + std::max(title.naturalWidth(), examples.widestWord());
    return {width, m_look.px(40)};
}

QSize Tile::minimumSizeHint() const
{
    return {m_look.px(60), m_look.px(theme::length::kButton)};
}

int Tile::heightForWidth(int width) const
{
    const theme::Theme& theme = m_look.theme();
    const int room = width - m_look.px(theme::length::kPadding + 24 + 5.5) - m_look.px(4);
    const int words = Paragraph(theme, theme::Role::Heading, QFont::Bold, m_look.words(m_title)).heightFor(room) +
                      Paragraph(theme, theme::Role::Caption, QFont::Normal, m_look.words(m_examples)).heightFor(room);
    return std::max(m_look.px(40), words + 2 * m_look.px(4));
}

std::vector<TextSpot> Tile::spots() const
{
    const Measure all = measure(width());
    const theme::Colours& colours = m_look.theme().colours();
    std::vector<TextSpot> spots{spotOf(all.title, all.titleRoom, colours.ink)};
    if (!all.examples.words().isEmpty())
        spots.push_back(spotOf(all.examples, all.examplesRoom, colours.secondary));
    return spots;
}

void Tile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    const Measure all = measure(width());
    paintSegment(painter, rect(), m_look.theme(), {}, isDown() ? colours.tint : colours.card);
    paintBox(painter, all.square, m_look.px(6), colours.tint);
    all.sign.paint(painter, all.square, Qt::AlignCenter, colours.primary);
    all.title.paint(painter, all.titleRoom, Qt::AlignLeft | Qt::AlignTop, colours.ink);
    all.examples.paint(painter, all.examplesRoom, Qt::AlignLeft | Qt::AlignTop, colours.secondary);
}

void Tile::refresh()
{
    setAccessibleName(m_look.words(m_title));
    updateGeometry();
    update();
}

} // namespace banshi::ui::widgets
