// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/keyboard/keyboard.h"
#include "banshi/ui/widgets/entry_field.h"
#include "page.h"

namespace banshi::ui::pages
{

/// A field, what fits the letters in it, and the keyboard: for searching services and long lists. Threads: GUI thread.
class SearchView : public QWidget
{
    Q_OBJECT

public:
    /// `title` stands above the field; empty for none.
    SearchView(const PageTools& tools, const i18n::Text& title, const i18n::Text& placeholder,
               QWidget* parent = nullptr);

    /// Replaces what was found. The rows are taken over; `hint` stands there instead when there are none.
    void setRows(const std::vector<QWidget*>& rows, const i18n::Text& hint);
    [[nodiscard]] QString entry() const { return m_field->entry(); }
    /// What is in the field including letters that are still being composed.
    [[nodiscard]] QString wanted() const { return m_field->entry() + m_letters; }
    void clearEntry();

Q_SIGNALS:
    void edited(const QString& wanted);
    void closed();

private:
    void refresh();

    const widgets::Look& m_look;
    QVBoxLayout* m_column;
    QVBoxLayout* m_upper;
    widgets::Label* m_title;
    widgets::EntryField* m_field;
    widgets::Sheets* m_found;
    keyboard::Keyboard* m_keyboard;
    QString m_letters;
};

} // namespace banshi::ui::pages
