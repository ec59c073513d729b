// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/steps_bar.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::widgets
{

struct StepsBar::Word
{
    Paragraph text;
    QRect room;
    QColor colour;
    Qt::Alignment alignment;
};

StepsBar::StepsBar(const Look& look, QWidget* parent) : QWidget(parent), m_look(look)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StepsBar::setSteps(const std::vector<i18n::Text>& steps, int current)
{
    m_steps = steps;
    m_current = current;
    updateGeometry();
    update();
}

QSize StepsBar::sizeHint() const
{
    return {m_look.px(200), m_look.px(4.5) + m_look.theme().lineHeight(theme::Role::Caption)};
}

QSize StepsBar::minimumSizeHint() const
{
    return {m_look.px(60), sizeHint().height()};
}

QRect StepsBar::columnOf(std::size_t index) const
{
    const int count = static_cast<int>(m_steps.size());
    const int gap = m_look.px(2.5);
    const int place = static_cast<int>(index);
    const int left = place * (width() + gap) / count;
    const int right = (place + 1) * (width() + gap) / count - gap;
    return {left, 0, right - left, m_look.px(2)};
}

Paragraph StepsBar::paragraph(std::size_t index) const
{
    const bool isCurrent = static_cast<int>(index) == m_current;
    return Paragraph(m_look.theme(), theme::Role::Caption, isCurrent ? QFont::Bold : QFont::Normal,
                     m_look.words(m_steps.at(index)));
}

std::vector<StepsBar::Word> StepsBar::wordsShown() const
{
    const theme::Colours& colours = m_look.theme().colours();
    const QRect line(0, m_look.px(4.5), width(), m_look.theme().lineHeight(theme::Role::Caption));
    std::vector<Word> words;
    bool doAllFit = true;
    for (std::size_t i = 0; i < m_steps.size(); ++i)
    {
        const QRect column = columnOf(i);
        const bool isCurrent = static_cast<int>(i) == m_current;
        words.push_back({paragraph(i), QRect(column.left(), line.top(), column.width(), line.height()),
                         isCurrent ? colours.ink : colours.secondary, Qt::AlignLeft | Qt::AlignVCenter});
        doAllFit = doAllFit && words.back().text.naturalWidth() <= column.width();
    }
    if (doAllFit || m_steps.empty())
        return words;
    const std::size_t current =
        static_cast<std::size_t>(std::clamp<int>(m_current, 0, static_cast<int>(m_steps.size()) - 1));
    const QString alone =
        QStringLiteral("%1/%2  %3")
            .arg(QString::number(current + 1), QString::number(m_steps.size()), m_look.words(m_steps.at(current)));
    return {{Paragraph(m_look.theme(), theme::Role::Caption, QFont::Bold, alone), line, colours.ink,
             Qt::AlignLeft | Qt::AlignVCenter}};
}

std::vector<TextSpot> StepsBar::spots() const
{
    std::vector<TextSpot> spots;
    for (const Word& word : wordsShown())
        spots.push_back(spotOf(word.text, word.room, word.colour));
    return spots;
}

void StepsBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    const double corner = m_look.px(1);
    for (std::size_t i = 0; i < m_steps.size(); ++i)
    {
        QRectF bar(columnOf(i));
        paintBox(painter, bar, corner, static_cast<int>(i) < m_current ? colours.primary : colours.line);
        if (static_cast<int>(i) != m_current)
            continue;
        bar.setWidth(bar.width() / 2);
        paintBox(painter, bar, corner, colours.primary);
    }
    for (const Word& word : wordsShown())
        word.text.paint(painter, word.room, word.alignment, word.colour);
}

} // namespace banshi::ui::widgets
