// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage_row.h"

#include <QPainter>

namespace banshi::ui::pages
{

StageRow::StageRow(const widgets::Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_row(new QHBoxLayout(this)), m_sign(new QWidget(this)),
      m_words(new widgets::Label(look, theme::Role::Body, this))
{
    m_row->addWidget(m_sign, 0, Qt::AlignVCenter);
    m_row->addWidget(m_words, 1);
    connect(&look, &widgets::Look::changed, this, [this] { refresh(); });
    refresh();
}

void StageRow::setStage(const Stage& stage)
{
    m_state = stage.state;
    m_words->setText(stage.text);
    m_words->setWeight(stage.state == StageState::Now ? QFont::Bold : QFont::Normal);
    m_words->setInk(stage.state == StageState::Waiting ? widgets::Ink::Secondary : widgets::Ink::Main);
    update();
}

void StageRow::setJoins(widgets::Joins joins)
{
    m_joins = joins;
    update();
}

void StageRow::refresh()
{
    const int padding = m_look.px(theme::length::kPadding);
    m_row->setContentsMargins(padding, m_look.px(4), padding, m_look.px(4));
    m_row->setSpacing(m_look.px(5));
    m_sign->setFixedSize(m_look.px(11), m_look.px(11));
    update();
}

void StageRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    widgets::paintSegment(painter, rect(), m_look.theme(), m_joins, colours.card);
    const QRect sign = m_sign->geometry();
    switch (m_state)
    {
    case StageState::Done:
        widgets::paintSign(painter, sign, QStringLiteral("✓"), m_look.theme(), colours.good.text, colours.good.ground);
        return;
    case StageState::Now:
        widgets::paintSign(painter, sign, QStringLiteral("…"), m_look.theme(), colours.primary, colours.onPrimary);
        return;
    case StageState::Waiting:
        widgets::paintBox(painter, sign, sign.width() / 2.0, colours.card, colours.line, m_look.px(0.8));
        return;
    case StageState::Failed:
        widgets::paintSign(painter, sign, QStringLiteral("!"), m_look.theme(), colours.bad.text, colours.bad.ground);
        return;
    }
}

} // namespace banshi::ui::pages
