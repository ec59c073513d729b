// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/entry_field.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::widgets
{

namespace
{

qsizetype codePoints(const QString& text)
{
    return std::count_if(text.cbegin(), text.cend(), [](QChar unit) { return !unit.isLowSurrogate(); });
}

void wipe(QString& text)
{
    text.fill(u'\0');
    text.clear();
}

} // namespace

EntryField::EntryField(const Look& look, EntryShow show, QWidget* parent) : QWidget(parent), m_look(look), m_show(show)
{
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

EntryField::~EntryField()
{
    clear();
}

void EntryField::setPlaceholder(const i18n::Text& placeholder)
{
    m_placeholder = placeholder;
    update();
}

void EntryField::setMaxLength(int characters)
{
    m_maxLength = characters;
}

void EntryField::setLines(int lines)
{
    m_lines = std::max(1, lines);
    updateGeometry();
}

void EntryField::setLeastBoxes(int boxes)
{
    m_leastBoxes = boxes;
    update();
}

void EntryField::setGroup(int digits)
{
    m_group = digits;
}

void EntryField::setEntry(const QString& entry)
{
    wipe(m_entry);
    insert(entry);
    update();
}

bool EntryField::insert(const QString& text)
{
    if (codePoints(m_entry) + codePoints(text) > m_maxLength)
        return false;
    m_entry += text;
    update();
    return true;
}

void EntryField::eraseLast()
{
    if (m_entry.isEmpty())
        return;
    const bool isPair = m_entry.size() > 1 && m_entry.back().isLowSurrogate();
    m_entry.chop(isPair ? 2 : 1);
    update();
}

void EntryField::clear()
{
    wipe(m_entry);
    wipe(m_composing);
    update();
}

void EntryField::setComposing(const QString& letters)
{
    m_composing = letters;
    update();
}

QSize EntryField::sizeHint() const
{
    if (m_show == EntryShow::Boxes || m_show == EntryShow::Dots)
        return {m_look.px(200), m_look.px(28)};
    const int words = m_lines * m_look.theme().lineHeight(theme::Role::Heading);
    return {m_look.px(200), std::max(m_look.px(theme::length::kButton), words + 2 * m_look.px(4))};
}

QSize EntryField::minimumSizeHint() const
{
    return {m_look.px(60), sizeHint().height()};
}

QRect EntryField::textRoom() const
{
    const int padding = m_look.px(6);
    const int high = m_lines * m_look.theme().lineHeight(theme::Role::Heading);
    return {padding, (height() - high) / 2, width() - 2 * padding, high};
}

Paragraph EntryField::paragraph(const QString& words) const
{
    Paragraph text(m_look.theme(), theme::Role::Heading, QFont::Normal, words);
    text.setEvened(false);
    return text;
}

QString EntryField::shown() const
{
    QString words = m_entry + m_composing;
    if (m_show == EntryShow::Groups && m_group > 0)
        for (qsizetype at = (words.size() - 1) / m_group * m_group; at > 0; at -= m_group)
            words.insert(at, u' ');
    const int room = textRoom().width();
    qsizetype from = 0;
    qsizetype to = words.size();
    while (from < to) // the shortest beginning that has to be left out so that the end is seen
    {
        const qsizetype middle = (from + to) / 2;
        if (paragraph(words.mid(middle)).lineCount(room) > m_lines)
            from = middle + 1;
        else
            to = middle;
    }
    return words.mid(from);
}

std::vector<TextSpot> EntryField::spots() const
{
    if (m_show == EntryShow::Boxes || m_show == EntryShow::Dots)
        return {};
    const bool isEmpty = m_entry.isEmpty() && m_composing.isEmpty();
    const Paragraph text = paragraph(isEmpty ? m_look.words(m_placeholder) : shown());
    if (text.words().isEmpty())
        return {};
    const theme::Colours& colours = m_look.theme().colours();
    return {spotOf(text, textRoom(), isEmpty ? colours.secondary : colours.ink)};
}

void EntryField::mousePressEvent(QMouseEvent*)
{
    Q_EMIT touched();
}

void EntryField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_show == EntryShow::Boxes || m_show == EntryShow::Dots)
        paintBoxes(painter);
    else
        paintWords(painter);
}

void EntryField::paintWords(QPainter& painter) const
{
    const theme::Colours& colours = m_look.theme().colours();
    paintBox(painter, rect(), m_look.px(theme::length::kButtonCorner), colours.card, colours.primary, m_look.px(0.7));
    const QRect room = textRoom();
    const Paragraph text = paragraph(shown());
    QRect caret(room.left(), room.top(), 0, m_look.theme().lineHeight(theme::Role::Heading));
    if (!text.words().isEmpty())
    {
        text.paint(painter, room, Qt::AlignLeft | Qt::AlignTop, colours.ink);
        caret = text.caret(room);
    }
    else
    {
        paragraph(m_look.words(m_placeholder))
            .paint(painter, room.adjusted(m_look.px(3), 0, 0, 0), Qt::AlignLeft | Qt::AlignTop, colours.secondary);
    }
    const int inset = caret.height() / 7;
    painter.fillRect(
        QRect(caret.left() + m_look.px(0.5), caret.top() + inset, m_look.px(0.7), caret.height() - 2 * inset),
        colours.primary);
}

void EntryField::paintBoxes(QPainter& painter) const
{
    const theme::Colours& colours = m_look.theme().colours();
    const int gap = m_look.px(4);
    const int wanted = m_leastBoxes > 0 ? std::max(m_leastBoxes, static_cast<int>(m_entry.size()) + 1) : m_maxLength;
    const int boxes = std::min(wanted, m_maxLength);
    const int wide = std::min(m_look.px(26), (width() - (boxes - 1) * gap) / std::max(1, boxes));
    int left = (width() - boxes * wide - (boxes - 1) * gap) / 2;
    for (int i = 0; i < boxes; ++i, left += wide + gap)
    {
        const QRect box(left, 0, wide, height());
        const bool isNext = i == m_entry.size();
        paintBox(painter, box, m_look.px(theme::length::kButtonCorner), colours.card,
                 isNext ? colours.primary : colours.line, m_look.px(isNext ? 0.9 : 0.6));
        if (i >= m_entry.size())
            continue;
        if (m_show == EntryShow::Dots)
            paintBox(
                painter,
                QRectF(box.center().x() - m_look.px(3), box.center().y() - m_look.px(3), m_look.px(6), m_look.px(6)),
                m_look.px(3), colours.ink);
        else
            Paragraph(m_look.theme(), theme::Role::Title, QFont::Bold, m_entry.mid(i, 1))
                .paint(painter, box, Qt::AlignCenter, colours.ink);
    }
}

} // namespace banshi::ui::widgets
