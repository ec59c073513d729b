// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/keyboard/candidate_row.h"

#include <algorithm>

namespace banshi::ui::keyboard
{

namespace
{

constexpr double kHeight = 17;
constexpr double kGap = 3;
constexpr double kPadding = 5;

} // namespace

CandidateRow::CandidateRow(const widgets::Look& look, QWidget* parent)
    : QWidget(parent), m_look(look),
      m_less(new widgets::Button(look, widgets::ButtonKind::Key, QStringLiteral("candidate.less"), this)),
      m_more(new widgets::Button(look, widgets::ButtonKind::Key, QStringLiteral("candidate.more"), this))
{
    m_less->setLabel(i18n::Text::plain(QStringLiteral("‹")));
    m_more->setLabel(i18n::Text::plain(QStringLiteral("›")));
    for (widgets::Button* key : {m_less, m_more})
    {
        key->setLeastHeight(kHeight);
        key->setPadding(kPadding);
        key->hide();
    }
    connect(m_less, &widgets::Button::clicked, this, [this] {
        --m_row;
        place();
    });
    connect(m_more, &widgets::Button::clicked, this, [this] {
        ++m_row;
        place();
    });
}

void CandidateRow::setCandidates(const QStringList& candidates)
{
    m_candidates = candidates;
    m_row = 0;
    place();
}

QSize CandidateRow::sizeHint() const
{
    return {m_look.px(200), m_look.px(kHeight)};
}

QSize CandidateRow::minimumSizeHint() const
{
    return {m_look.px(60), m_look.px(kHeight)};
}

int CandidateRow::widthOf(const QString& candidate) const
{
    const widgets::Paragraph text(m_look.theme(), theme::Role::Heading, QFont::Bold, candidate);
    return std::max(text.naturalWidth() + 2 * m_look.px(kPadding), m_look.px(16));
}

void CandidateRow::resizeEvent(QResizeEvent*)
{
    place();
}

void CandidateRow::place()
{
    const int gap = m_look.px(kGap);
    const int key = m_look.px(16);
    const int room = width() - 2 * (key + gap);
    m_rows.assign(1, 0);
    int used = 0;
    for (qsizetype i = 0; i < m_candidates.size(); ++i)
    {
        const int wide = widthOf(m_candidates.at(i));
        if (used > 0 && used + wide > room)
        {
            m_rows.push_back(i);
            used = 0;
        }
        used += wide + gap;
    }
    m_row = std::min(m_row, m_rows.size() - 1);
    for (widgets::Button* button : m_buttons)
    {
        button->hide();
        button->setObjectName(QString());
        button->deleteLater();
    }
    m_buttons.clear();
    const qsizetype last = m_row + 1 < m_rows.size() ? m_rows[m_row + 1] : m_candidates.size();
    int left = 0;
    for (qsizetype i = m_rows[m_row]; i < last; ++i)
    {
        const bool isFirst = i == 0;
        auto* button = new widgets::Button(m_look, isFirst ? widgets::ButtonKind::Main : widgets::ButtonKind::Second,
                                           QStringLiteral("candidate.%1").arg(i - m_rows[m_row]), this);
        button->setLeastHeight(kHeight);
        button->setPadding(1);
        button->setLabel(i18n::Text::plain(m_candidates.at(i)));
        const int wide = std::min(widthOf(m_candidates.at(i)), room);
        button->setGeometry(left, 0, wide, height());
        button->show();
        connect(button, &widgets::Button::clicked, this, [this, i] { Q_EMIT chosen(static_cast<int>(i)); });
        m_buttons.push_back(button);
        left += wide + gap;
    }
    m_less->setVisible(m_row > 0);
    m_more->setVisible(m_row + 1 < m_rows.size());
    m_less->setGeometry(width() - 2 * key - gap, 0, key, height());
    m_more->setGeometry(width() - key, 0, key, height());
}

} // namespace banshi::ui::keyboard
