// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/sheets.h"

#include <QEvent>
#include <algorithm>

namespace banshi::ui::widgets
{

Sheets::Sheets(const Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_less(new Button(look, ButtonKind::Second, QStringLiteral("sheet.less"), this)),
      m_more(new Button(look, ButtonKind::Second, QStringLiteral("sheet.more"), this)),
      m_where(new Label(look, theme::Role::Body, this))
{
    m_less->setLabel(i18n::Text::key(QStringLiteral("sheet.less")));
    m_where->setAlignment(Qt::AlignCenter);
    m_where->setInk(Ink::Secondary);
    connect(m_less, &Button::clicked, this, [this] { setSheet(m_sheet - 1); });
    connect(m_more, &Button::clicked, this, [this] { setSheet(m_sheet + 1); });
    connect(&look, &Look::changed, this, [this] { place(); });
}

void Sheets::add(QWidget* block, const BlockRule& rule)
{
    block->setParent(this);
    m_blocks.push_back({block, rule});
}

void Sheets::clear()
{
    for (const Block& block : m_blocks)
    {
        block.widget->hide();
        block.widget->setObjectName(QString());
        block.widget->setParent(nullptr);
        block.widget->deleteLater();
    }
    m_blocks.clear();
    m_starts.clear();
}

void Sheets::setCentred(bool isCentred)
{
    m_isCentred = isCentred;
}

void Sheets::setSheet(int index)
{
    m_sheet = index;
    place();
}

void Sheets::settle()
{
    place();
}

int Sheets::heightOf(QWidget* block, int width) const
{
    return block->hasHeightForWidth() ? block->heightForWidth(width) : block->minimumSizeHint().height();
}

void Sheets::deal(int room)
{
    m_starts.assign(1, 0);
    int used = 0;
    int pinned = 0;
    for (std::size_t i = 0; i < m_blocks.size(); ++i)
    {
        const Block& block = m_blocks[i];
        if (block.height == 0)
            continue;
        const int gap = used == 0 ? 0 : m_look.px(block.rule.gap);
        if (block.rule.pinned)
            pinned += block.height + m_look.px(block.rule.gap);
        if (used > 0 && used + gap + block.height > room)
        {
            std::size_t start = i;
            while (start > m_starts.back() + 1 && m_blocks[start - 1].rule.withNext)
                --start;
            m_starts.push_back(start);
            used = pinned;
            for (std::size_t j = start; j < i; ++j)
                used += m_blocks[j].height + m_look.px(m_blocks[j].rule.gap);
            used += block.height;
        }
        else
        {
            used += gap + block.height;
        }
    }
}

int Sheets::measure(bool hasSpare)
{
    int total = 0;
    for (Block& block : m_blocks)
    {
        block.height = heightOf(block.widget, width());
        if (block.rule.spare && !hasSpare)
            block.height = 0;
        if (block.height > 0)
            total += block.height + (total > 0 ? m_look.px(block.rule.gap) : 0);
    }
    return total;
}

int Sheets::contentHeight(int width) const
{
    int total = 0;
    for (const Block& block : m_blocks)
    {
        const int height = heightOf(block.widget, width);
        if (height > 0)
            total += height + (total > 0 ? m_look.px(block.rule.gap) : 0);
    }
    return total;
}

void Sheets::place()
{
    int total = measure(true);
    if (total > height())
        total = measure(false);
    const int keys = m_look.px(theme::length::kButton + 2 * theme::length::kGap);
    const bool isOne = total <= height();
    if (isOne)
        m_starts.assign(1, 0);
    else
        deal(height() - keys);
    m_sheet = std::clamp(m_sheet, 0, sheetCount() - 1);
    placeBlocks(isOne ? height() : height() - keys);
    placeKeys();
}

void Sheets::placeBlocks(int room)
{
    const std::size_t sheet = static_cast<std::size_t>(m_sheet);
    const std::size_t first = m_starts[sheet];
    const std::size_t last = sheet + 1 < m_starts.size() ? m_starts[sheet + 1] : m_blocks.size();
    std::vector<std::size_t> shown;
    int used = 0;
    int growing = 0;
    int growth = 0;
    for (std::size_t i = 0; i < m_blocks.size(); ++i)
    {
        const Block& block = m_blocks[i];
        const bool isShown = block.height > 0 && ((i >= first && i < last) || (block.rule.pinned && i < first));
        block.widget->setVisible(isShown);
        if (!isShown)
            continue;
        used += block.height + (shown.empty() ? 0 : m_look.px(block.rule.gap));
        growing += block.rule.grows ? 1 : 0;
        growth += block.rule.grows ? m_look.px(block.rule.mostGrowth) : 0;
        shown.push_back(i);
    }
    const int left = std::max(0, room - used);
    const int unused = growing == 0 ? left : std::max(0, left - growth);
    int top = m_isCentred && m_starts.size() == 1 ? unused * 2 / 5 : 0;
    for (std::size_t place = 0; place < shown.size(); ++place)
    {
        const Block& block = m_blocks[shown[place]];
        const bool isJoined = block.rule.joins && place > 0 && shown[place - 1] + 1 == shown[place];
        const bool isGoingOn =
            place + 1 < shown.size() && m_blocks[shown[place + 1]].rule.joins && shown[place + 1] == shown[place] + 1;
        if (auto* part = dynamic_cast<Joinable*>(block.widget))
            part->setJoins({.above = isJoined, .below = isGoingOn});
        top += place == 0 ? 0 : m_look.px(block.rule.gap);
        int high = block.height;
        if (block.rule.grows)
            high += std::min(left / growing, m_look.px(block.rule.mostGrowth));
        block.widget->setGeometry(0, top, width(), high);
        top += high;
    }
}

int Sheets::countAfter(int sheet) const
{
    const std::size_t next = static_cast<std::size_t>(sheet) + 1;
    if (next >= m_starts.size())
        return 0;
    return static_cast<int>(std::count_if(m_blocks.begin() + static_cast<std::ptrdiff_t>(m_starts[next]),
                                          m_blocks.end(), [](const Block& block) { return block.rule.counts; }));
}

void Sheets::placeKeys()
{
    const bool isNeeded = sheetCount() > 1;
    for (QWidget* part : {static_cast<QWidget*>(m_less), static_cast<QWidget*>(m_more), static_cast<QWidget*>(m_where)})
        part->setVisible(isNeeded);
    if (!isNeeded)
        return;
    const int rest = countAfter(m_sheet);
    m_more->setLabel(rest > 0 ? i18n::Text::key(QStringLiteral("sheet.moreCount"),
                                                {{QStringLiteral("n"), i18n::Text::plain(QString::number(rest))}})
                              : i18n::Text::key(QStringLiteral("sheet.more")));
    m_where->setText(
        i18n::Text::plain(QStringLiteral("%1 / %2").arg(QString::number(m_sheet + 1), QString::number(sheetCount()))));
    m_less->setEnabled(m_sheet > 0);
    m_more->setEnabled(m_sheet + 1 < sheetCount());
    const int high = m_look.px(theme::length::kButton);
    const int top = height() - high;
    const int side = width() * 2 / 5;
    m_less->setGeometry(0, top, side, high);
    m_more->setGeometry(width() - side, top, side, high);
    m_where->setGeometry(side, top, width() - 2 * side, high);
}

void Sheets::resizeEvent(QResizeEvent*)
{
    place();
}

bool Sheets::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::event(event);
}

} // namespace banshi::ui::widgets
