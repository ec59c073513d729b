// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/button_grid.h"

#include <QEvent>
#include <algorithm>

namespace banshi::ui::widgets
{

ButtonGrid::ButtonGrid(const Look& look, int most, QWidget* parent)
    : QWidget(parent), m_look(look), m_most(std::max(1, most))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        place();
    });
}

void ButtonGrid::add(QWidget* widget)
{
    widget->setParent(this);
    widget->show();
    m_widgets.push_back(widget);
    updateGeometry();
}

int ButtonGrid::columnWidth(int width, int columns) const
{
    return (width - (columns - 1) * m_look.px(theme::length::kGap)) / columns;
}

void ButtonGrid::setPeers(const std::vector<const ButtonGrid*>& peers)
{
    m_peers = peers;
    updateGeometry();
}

int ButtonGrid::widestNeed() const
{
    int widest = 0;
    for (const QWidget* widget : m_widgets)
        widest = std::max(widest, widget->sizeHint().width());
    return widest;
}

int ButtonGrid::columnsFor(int width) const
{
    int widest = widestNeed();
    for (const ButtonGrid* peer : m_peers)
        widest = std::max(widest, peer->widestNeed());
    for (int columns = std::min<int>(m_most, std::max<int>(1, static_cast<int>(m_widgets.size()))); columns > 1;
         --columns)
        if (columnWidth(width, columns) >= widest)
            return columns;
    return 1;
}

int ButtonGrid::rowHeight(std::size_t first, int columns, int width) const
{
    int height = 0;
    for (std::size_t i = first; i < std::min(m_widgets.size(), first + static_cast<std::size_t>(columns)); ++i)
        height = std::max(height, m_widgets[i]->heightForWidth(columnWidth(width, columns)));
    return height;
}

int ButtonGrid::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    int height = 0;
    for (std::size_t first = 0; first < m_widgets.size(); first += static_cast<std::size_t>(columns))
        height += rowHeight(first, columns, width) + (first > 0 ? m_look.px(theme::length::kGap) : 0);
    return height;
}

QSize ButtonGrid::sizeHint() const
{
    const int width = m_look.px(248);
    return {width, heightForWidth(width)};
}

QSize ButtonGrid::minimumSizeHint() const
{
    return {m_look.px(theme::length::kLeastTarget), m_look.px(theme::length::kLeastTarget)};
}

void ButtonGrid::resizeEvent(QResizeEvent*)
{
    place();
}

bool ButtonGrid::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
    {
        updateGeometry();
        place();
    }
    return QWidget::event(event);
}

void ButtonGrid::place()
{
    const int columns = columnsFor(width());
    const int gap = m_look.px(theme::length::kGap);
    const int rows = (static_cast<int>(m_widgets.size()) + columns - 1) / columns;
    const int more = rows == 0 ? 0 : std::max(0, height() - heightForWidth(width())) / rows;
    int top = 0;
    for (std::size_t first = 0; first < m_widgets.size(); first += static_cast<std::size_t>(columns))
    {
        const int rowHigh = rowHeight(first, columns, width()) + more;
        for (std::size_t i = first; i < std::min(m_widgets.size(), first + static_cast<std::size_t>(columns)); ++i)
            m_widgets[i]->setGeometry(static_cast<int>(i - first) * (columnWidth(width(), columns) + gap), top,
                                      columnWidth(width(), columns), rowHigh);
        top += rowHigh + gap;
    }
}

} // namespace banshi::ui::widgets
