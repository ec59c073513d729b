// SPDX-License-Identifier: GPL-3.0-or-later
#include "search_view.h"

namespace banshi::ui::pages
{

SearchView::SearchView(const PageTools& tools, const i18n::Text& title, const i18n::Text& placeholder, QWidget* parent)
    : QWidget(parent), m_look(tools.look), m_column(new QVBoxLayout(this)), m_upper(new QVBoxLayout),
      m_title(new widgets::Label(tools.look, theme::Role::Title, this)),
      m_field(new widgets::EntryField(tools.look, widgets::EntryShow::Plain, this)),
      m_found(new widgets::Sheets(tools.look, this)),
      m_keyboard(new keyboard::Keyboard(tools.look, tools.pinyin(), true, this))
{
    m_field->setObjectName(QStringLiteral("search.field"));
    m_field->setPlaceholder(placeholder);
    m_field->setMaxLength(20);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addLayout(m_upper, 1);
    m_title->setWeight(QFont::Bold);
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_upper->addWidget(m_title);
    m_upper->addWidget(m_field);
    m_upper->addWidget(m_found, 1);
    m_column->addWidget(m_keyboard);
    connect(m_keyboard, &keyboard::Keyboard::typed, this, [this](const QString& text) {
        m_field->insert(text);
        Q_EMIT edited(wanted());
    });
    connect(m_keyboard, &keyboard::Keyboard::erased, this, [this] {
        m_field->eraseLast();
        Q_EMIT edited(wanted());
    });
    connect(m_keyboard, &keyboard::Keyboard::composing, this, [this](const QString& letters) {
        m_letters = letters;
        m_field->setComposing(letters);
        Q_EMIT edited(wanted());
    });
    connect(m_keyboard, &keyboard::Keyboard::closed, this, &SearchView::closed);
    connect(&tools.look, &widgets::Look::changed, this, [this] { refresh(); });
    refresh();
}

void SearchView::refresh()
{
    const int side = m_look.px(theme::length::kMargin);
    m_upper->setContentsMargins(side, m_look.px(6), side, m_look.px(6));
    m_upper->setSpacing(m_look.px(theme::length::kGap));
}

void SearchView::setRows(const std::vector<QWidget*>& rows, const i18n::Text& hint)
{
    m_found->clear();
    for (std::size_t i = 0; i < rows.size(); ++i)
        m_found->add(rows[i], {.gap = 0, .joins = i > 0, .counts = true});
    if (rows.empty())
    {
        auto* words = new widgets::Label(m_look, theme::Role::Body);
        words->setInk(widgets::Ink::Secondary);
        words->setText(hint);
        m_found->add(words);
    }
    m_found->setSheet(0);
}

void SearchView::clearEntry()
{
    m_field->clear();
    m_letters.fill(u'\0');
    m_letters.clear();
}

} // namespace banshi::ui::pages
