// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/form_contents.h"
#include "banshi/ui/widgets/button_grid.h"
#include "banshi/ui/widgets/entry_field.h"
#include "month_range.h"
#include "page.h"
#include "search_view.h"

namespace banshi::ui::pages
{

/// See FormContents.
class FormPage : public Page
{
    Q_OBJECT

public:
    FormPage(const PageTools& tools, QWidget* parent);
    void setContents(const FormContents& contents);
    [[nodiscard]] QString entry() const override;
    void clearEntry() override;

private:
    void build();
    void addAnswer(const ChoiceInput& input);
    void addAnswer(const TextInput& input);
    void addAnswer(const DigitsInput& input);
    void addAnswer(const MonthRangeInput& input);
    void addAnswer(const ListInput& input);
    widgets::EntryField* addField(widgets::EntryShow show, const i18n::Text& placeholder);
    void addSource();
    void replaceBottom(QWidget* bottom);
    void choose(const QString& value);
    void listFitting(const QString& wanted);
    void report();

    FormContents m_contents;
    QString m_chosen;
    widgets::Label* m_title = nullptr;
    widgets::Label* m_subtitle = nullptr;
    widgets::NoticeStrip* m_error = nullptr;
    widgets::EntryField* m_field = nullptr;
    MonthRange* m_months = nullptr;
    SearchView* m_list = nullptr;
    QWidget* m_bottom = nullptr;
    std::vector<std::pair<QString, widgets::Button*>> m_choices;
};

} // namespace banshi::ui::pages
