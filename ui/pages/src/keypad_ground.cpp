// SPDX-License-Identifier: GPL-3.0-or-later
#include "keypad_ground.h"

#include <QPainter>

namespace banshi::ui::pages
{

KeypadGround::KeypadGround(const widgets::Look& look, keyboard::Keypad* keypad, QWidget* parent)
    : QWidget(parent), m_look(look), m_column(new QVBoxLayout(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_column->addWidget(keypad);
    const auto refresh = [this] {
        const int edge = m_look.px(6);
        m_column->setContentsMargins(edge, edge, edge, edge);
    };
    connect(&look, &widgets::Look::changed, this, refresh);
    refresh();
}

void KeypadGround::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().colours().keys);
}

} // namespace banshi::ui::pages
