// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/card.h"

#include "banshi/ui/widgets/paint.h"

#include <QPainter>

namespace banshi::ui::widgets
{

Card::Card(const Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_content(new QVBoxLayout(this))
{
    connect(&look, &Look::changed, this, [this] { refresh(); });
    refresh();
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintSegment(painter, rect(), m_look.theme(), {}, m_look.theme().colours().card);
}

void Card::refresh()
{
    const int padding = m_look.px(theme::length::kPadding);
    m_content->setContentsMargins(padding, padding, padding, padding);
    m_content->setSpacing(m_look.px(2));
    update();
}

} // namespace banshi::ui::widgets
