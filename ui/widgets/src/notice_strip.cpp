// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/notice_strip.h"

#include <QPainter>

namespace banshi::ui::widgets
{

NoticeStrip::NoticeStrip(const Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_row(new QHBoxLayout(this)), m_texts(new QVBoxLayout),
      m_signRoom(new QWidget(this)), m_title(new Label(look, theme::Role::Body, this)),
      m_largeTitle(new Label(look, theme::Role::Title, this)), m_body(new Label(look, theme::Role::Body, this))
{
    m_title->setWeight(QFont::Bold);
    m_largeTitle->setWeight(QFont::Bold);
    m_row->addWidget(m_signRoom, 0, Qt::AlignVCenter);
    m_row->addLayout(m_texts, 1);
    m_texts->addStretch();
    m_texts->addWidget(m_title);
    m_texts->addWidget(m_largeTitle);
    m_texts->addWidget(m_body);
    m_texts->addStretch();
    m_texts->setSpacing(0);
    connect(&look, &Look::changed, this, [this] { refresh(); });
    refresh();
}

void NoticeStrip::setNotice(const Notice& notice)
{
    m_notice = notice;
    if (notice.action.isEmpty())
    {
        delete m_button;
        m_button = nullptr;
    }
    else
    {
        if (m_button == nullptr)
        {
            m_button = new Button(m_look, ButtonKind::Main, notice.action, this);
            m_row->addWidget(m_button, 0, Qt::AlignVCenter);
            connect(m_button, &Button::clicked, this, [this] { Q_EMIT acted(m_notice.action); });
        }
        m_button->setObjectName(notice.action);
        m_button->setLabel(notice.label);
    }
    refresh();
}

void NoticeStrip::setLarge(bool isLarge)
{
    m_isLarge = isLarge;
    refresh();
}

int NoticeStrip::heightForWidth(int width) const
{
    if (m_notice.title.isEmpty() && m_notice.body.isEmpty())
        return 0;
    const int high = QWidget::heightForWidth(width);
    return high >= 0 ? high : QWidget::sizeHint().height();
}

QString NoticeStrip::sign() const
{
    if (!m_notice.sign.isEmpty())
        return m_notice.sign;
    switch (m_notice.tone)
    {
    case theme::Tone::Plain:
        return QStringLiteral("i");
    case theme::Tone::Good:
        return QStringLiteral("✓");
    case theme::Tone::Wait:
        return QStringLiteral("…");
    case theme::Tone::Bad:
        return QStringLiteral("!");
    }
    return {};
}

void NoticeStrip::refresh()
{
    m_title->setText(m_isLarge ? i18n::Text() : m_notice.title);
    m_largeTitle->setText(m_isLarge ? m_notice.title : i18n::Text());
    m_body->setText(m_notice.body);
    m_title->setVisible(!m_isLarge && !m_notice.title.isEmpty());
    m_largeTitle->setVisible(m_isLarge);
    m_body->setVisible(!m_notice.body.isEmpty());
    for (Label* label : {m_title, m_largeTitle, m_body})
        label->setInk(inkOf(m_notice.tone));
    const int side = m_look.px(m_isLarge ? 26 : 16);
    m_signRoom->setFixedSize(side, side);
    const int padding = m_look.px(theme::length::kPadding);
    const int upright = m_look.px(m_isLarge ? 7 : 5);
    m_row->setContentsMargins(padding, upright, padding, upright);
    m_row->setSpacing(m_look.px(5));
    updateGeometry();
    update();
}

void NoticeStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    const theme::Pair pair = colours.toned(m_notice.tone);
    const bool isBordered = m_notice.tone == theme::Tone::Plain || m_look.theme().scheme() != theme::Scheme::Day;
    paintBox(painter, rect(), m_look.px(theme::length::kCardCorner), pair.ground, isBordered ? colours.line : QColor(),
             m_look.px(0.4));
    paintSign(painter, m_signRoom->geometry(), sign(), m_look.theme(), pair.text, pair.ground);
}

} // namespace banshi::ui::widgets
