// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/form_contents.h"
#include "banshi/ui/widgets/button.h"
#include "banshi/ui/widgets/card.h"
#include "banshi/ui/widgets/label.h"

#include <QDate>

namespace banshi::ui::pages
{

/// One month, set with four keys: `month.<end>.year.less`, `.year.more`, `.month.less`, `.month.more`.
class MonthPicker : public widgets::Card
{
    Q_OBJECT

public:
    /// `end` is `from` or `to`.
    MonthPicker(const widgets::Look& look, const QString& end, const i18n::Text& heading, QWidget* parent = nullptr);

    void setRange(const QDate& earliest, const QDate& latest);
    void setMonth(const QDate& month);
    [[nodiscard]] QDate month() const { return m_month; }

Q_SIGNALS:
    void changed();

private:
    widgets::Label* addStepper(const QString& name, int months);
    void step(int months);
    void show();

    const widgets::Look& m_look;
    QString m_end;
    QDate m_month;
    QDate m_earliest;
    QDate m_latest;
    widgets::Label* m_year;
    widgets::Label* m_monthName;
};

/// From one month to another. Threads: GUI thread.
class MonthRange : public QWidget
{
    Q_OBJECT

public:
    explicit MonthRange(const widgets::Look& look, QWidget* parent = nullptr);

    void setInput(const MonthRangeInput& input);
    /// `yyyy-mm/yyyy-mm`.
    [[nodiscard]] QString entry() const;

Q_SIGNALS:
    void changed();

private:
    const widgets::Look& m_look;
    QVBoxLayout* m_column;
    MonthPicker* m_from;
    MonthPicker* m_to;
};

} // namespace banshi::ui::pages
