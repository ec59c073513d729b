// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/paragraph.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextBoundaryFinder>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace banshi::ui::widgets
{

namespace
{

/// Breaks the layout's text into lines of `width`; returns their number.
int breakLines(QTextLayout& layout, int width, int lineHeight, Qt::Alignment alignment)
{
    QTextOption option(alignment & Qt::AlignHorizontal_Mask);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
    {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, lines * lineHeight + (lineHeight - line.height()) / 2));
        ++lines;
    }
    layout.endLayout();
    return lines;
}

} // namespace

Paragraph::Paragraph(const theme::Theme& theme, theme::Role role, QFont::Weight weight, QString words)
    : m_font(theme.font(role, weight)), m_lineHeight(theme.lineHeight(role)), m_words(std::move(words))
{
    m_words.replace(u'\n', QChar::LineSeparator);
    m_words.replace(QStringLiteral(" ·"), QStringLiteral("\u00a0·")); // no line begins with the dot
}

int Paragraph::naturalWidth() const
{
    QTextLayout layout(m_words, m_font);
    breakLines(layout, 1 << 20, m_lineHeight, Qt::AlignLeft);
    double widest = 0;
    for (int i = 0; i < layout.lineCount(); ++i)
        widest = std::max(widest, layout.lineAt(i).naturalTextWidth());
    return static_cast<int>(std::ceil(widest)) + 1;
}

int Paragraph::widestWord() const
{
    const QFontMetricsF metrics(m_font);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, m_words);
    double widest = 0;
    qsizetype start = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary())
    {
        widest = std::max(widest, metrics.horizontalAdvance(m_words.mid(start, end - start).trimmed()));
        start = end;
    }
    return static_cast<int>(std::ceil(widest)) + 1;
}

int Paragraph::lineCount(int width) const
{
    QTextLayout layout(m_words, m_font);
    return breakLines(layout, std::max(width, 1), m_lineHeight, Qt::AlignLeft);
}

int Paragraph::heightFor(int width) const
{
    return m_words.isEmpty() ? 0 : lineCount(width) * m_lineHeight;
}

int Paragraph::capitalHeight() const
{
    return static_cast<int>(std::lround(QFontMetricsF(m_font).capHeight()));
}

int Paragraph::evenWidth(int width) const
{
    const int lines = lineCount(width);
    int least = widestWord();
    int most = width;
    while (least < most)
    {
        const int middle = (least + most) / 2;
        if (lineCount(middle) > lines)
            least = middle + 1;
        else
            most = middle;
    }
    return most;
}

QRect Paragraph::caret(const QRect& room) const
{
    QTextLayout layout(m_words, m_font);
    const int lines = std::max(1, breakLines(layout, std::max(room.width(), 1), m_lineHeight, Qt::AlignLeft));
    const double x = layout.lineCount() > 0 ? layout.lineAt(lines - 1).naturalTextWidth() : 0;
    return {room.left() + static_cast<int>(std::ceil(x)), room.top() + (lines - 1) * m_lineHeight, 0, m_lineHeight};
}

void Paragraph::paint(QPainter& painter, const QRect& room, Qt::Alignment alignment, const QColor& colour) const
{
    if (m_words.isEmpty())
        return;
    QTextLayout layout(m_words, m_font);
    int width = std::max(room.width(), 1);
    int lines = breakLines(layout, width, m_lineHeight, alignment);
    const bool isCentred = alignment.testFlag(Qt::AlignHCenter);
    const double last = lines > 1 ? layout.lineAt(lines - 1).naturalTextWidth() : width;
    if (m_isEvened && lines > 1 && (isCentred || last < 2.6 * m_font.pixelSize()))
    {
        width = evenWidth(width);
        lines = breakLines(layout, width, m_lineHeight, alignment);
    }
    double left = room.left();
    if (isCentred)
        left += (room.width() - width) / 2.0;
    else if (alignment.testFlag(Qt::AlignRight))
        left += room.width() - width;
    double top = room.top();
    if (alignment.testFlag(Qt::AlignVCenter))
        top += (room.height() - lines * m_lineHeight) / 2.0;
    painter.setPen(colour);
    layout.draw(&painter, QPointF(left, top));
}

} // namespace banshi::ui::widgets
