// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.h"

#include "stage_row.h"

namespace banshi::ui::pages
{

using theme::Role;
using widgets::Label;

Page::Page(const PageTools& tools, const QString& name, QWidget* parent)
    : QWidget(parent), m_tools(tools), m_column(new QVBoxLayout(this)), m_margins(new QVBoxLayout),
      m_sheets(new widgets::Sheets(tools.look, this))
{
    setObjectName(name);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addLayout(m_margins, 1);
    m_margins->addWidget(m_sheets);
    connect(&tools.look, &widgets::Look::changed, this, [this] { refresh(); });
    refresh();
}

void Page::refresh()
{
    const int side = m_sheets->isHidden() ? 0 : look().px(theme::length::kMargin);
    const int upright = m_sheets->isHidden() ? 0 : look().px(6);
    m_margins->setContentsMargins(side, upright, side, upright);
}

void Page::showSheets(bool isShown)
{
    m_sheets->setVisible(isShown);
    refresh();
}

void Page::setBottom(QWidget* bottom)
{
    m_column->addWidget(bottom);
}

Label* Page::addTitle(const i18n::Text& text, Qt::Alignment alignment)
{
    auto* title = new Label(look(), Role::Title);
    title->setWeight(QFont::Bold);
    title->setAlignment(alignment | Qt::AlignVCenter);
    title->setText(text);
    m_sheets->add(title, {.gap = 2, .withNext = true});
    return title;
}

Label* Page::addWords(const i18n::Text& text, Qt::Alignment alignment, double gap)
{
    auto* words = new Label(look(), Role::Body);
    words->setInk(widgets::Ink::Secondary);
    words->setAlignment(alignment | Qt::AlignVCenter);
    words->setText(text);
    m_sheets->add(words, {.gap = gap});
    return words;
}

Label* Page::addHeading(const i18n::Text& text)
{
    auto* heading = new Label(look(), Role::Heading);
    heading->setWeight(QFont::Bold);
    heading->setText(text);
    m_sheets->add(heading, {.gap = 6, .withNext = true});
    return heading;
}

widgets::NoticeStrip* Page::addNotice(const widgets::Notice& notice)
{
    auto* strip = new widgets::NoticeStrip(look());
    strip->setNotice(notice);
    connect(strip, &widgets::NoticeStrip::acted, this, [this](const QString& action) { tap(action); });
    m_sheets->add(strip);
    return strip;
}

widgets::PairRow* Page::addPair(const Row& row, bool isJoined)
{
    auto* pair = new widgets::PairRow(look());
    pair->setPair(row.label, row.value, row.tone);
    pair->setLarge(row.isLarge);
    m_sheets->add(pair, {.gap = isJoined ? 0 : theme::length::kGap, .joins = isJoined, .counts = true});
    return pair;
}

widgets::ListRow* makeServiceRow(const widgets::Look& look, const ServiceRow& row)
{
    auto* line = new widgets::ListRow(look, QStringLiteral("service.") + row.id);
    line->setTitle(row.title);
    line->setDetail(row.detail);
    line->setNote(row.paused);
    return line;
}

void Page::addServices(const std::vector<ServiceRow>& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
    {
        widgets::ListRow* line = makeServiceRow(look(), rows[i]);
        connect(line, &widgets::ListRow::clicked, this, [this, name = line->objectName()] { tap(name); });
        m_sheets->add(line, {.gap = i == 0 ? theme::length::kGap : 0, .joins = i > 0, .counts = true});
    }
}

void Page::addStages(const std::vector<Stage>& stages)
{
    for (std::size_t i = 0; i < stages.size(); ++i)
    {
        auto* row = new StageRow(look());
        row->setStage(stages[i]);
        m_sheets->add(row, {.gap = i == 0 ? theme::length::kGap : 0, .joins = i > 0});
    }
}

widgets::Button* Page::addButton(widgets::ButtonKind kind, const QString& name, const i18n::Text& label)
{
    auto* button = new widgets::Button(look(), kind, name);
    button->setLabel(label);
    button->setLeastHeight(theme::length::kMainButton);
    connect(button, &widgets::Button::clicked, this, [this, name] { tap(name); });
    m_sheets->add(button);
    return button;
}

} // namespace banshi::ui::pages
