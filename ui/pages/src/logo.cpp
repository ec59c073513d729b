// SPDX-License-Identifier: GPL-3.0-or-later
#include "logo.h"

#include "banshi/ui/widgets/paint.h"

#include <QPainter>

namespace banshi::ui::pages
{

namespace
{

constexpr std::chrono::seconds kHold{5};
constexpr std::chrono::seconds kWindow{5};
constexpr int kTouches = 3;

} // namespace

Logo::Logo(const widgets::Look& look, const base::Clock& clock, QWidget* parent)
    : QWidget(parent), m_look(look), m_timer(clock)
{
    setObjectName(QStringLiteral("bar.logo"));
    connect(&m_timer, &base::Timer::fired, this, [this] { onTime(); });
}

QSize Logo::sizeHint() const
{
    return {m_look.px(19), m_look.px(19)};
}

void Logo::onTime()
{
    m_state = m_state == State::Holding ? State::Held : State::Idle;
}

void Logo::mousePressEvent(QMouseEvent*)
{
    if (m_state == State::Idle)
    {
        m_state = State::Holding;
        m_timer.start(kHold);
    }
}

void Logo::mouseReleaseEvent(QMouseEvent*)
{
    switch (m_state)
    {
    case State::Idle:
        return;
    case State::Holding:
        m_state = State::Idle;
        m_timer.stop();
        return;
    case State::Held:
        m_state = State::Counting;
        m_touches = 0;
        m_timer.start(kWindow);
        return;
    case State::Counting:
        if (++m_touches < kTouches)
            return;
        m_state = State::Idle;
        m_timer.stop();
        Q_EMIT gestureMade();
        return;
    }
}

void Logo::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    widgets::paintBox(painter, rect(), m_look.px(4), colours.primary);
    QFont font = m_look.theme().font(theme::Role::Heading, QFont::Bold);
    font.setPixelSize(std::max(1, height() * 52 / 100));
    painter.setFont(font);
    painter.setPen(colours.onPrimary);
    painter.drawText(rect(), Qt::AlignCenter, QStringLiteral("办"));
}

} // namespace banshi::ui::pages
