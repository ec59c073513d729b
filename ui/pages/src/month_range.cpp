// SPDX-License-Identifier: GPL-3.0-or-later
#include "month_range.h"

#include "banshi/ui/i18n/format.h"
#include "page.h"

#include <algorithm>

namespace banshi::ui::pages
{

namespace
{

constexpr int kMonthsPerYear = 12;

QDate parse(const QString& yyyyMm, const QDate& fallback)
{
    const QDate date = QDate::fromString(yyyyMm + QStringLiteral("-01"), Qt::ISODate);
    return date.isValid() ? date : fallback;
}

QString yearMonth(const QDate& date)
{
    return date.toString(QStringLiteral("yyyy-MM"));
}

} // namespace

MonthPicker::MonthPicker(const widgets::Look& look, const QString& end, const i18n::Text& heading, QWidget* parent)
    : Card(look, parent), m_look(look), m_end(end)
{
    auto* words = new widgets::Label(look, theme::Role::Body, this);
    words->setWeight(QFont::Bold);
    words->setText(heading);
    content()->addWidget(words);
    m_year = addStepper(QStringLiteral("year"), kMonthsPerYear);
    m_monthName = addStepper(QStringLiteral("month"), 1);
}

widgets::Label* MonthPicker::addStepper(const QString& name, int months)
{
    auto* row = new QHBoxLayout;
    content()->addLayout(row);
    auto* shown = new widgets::Label(m_look, theme::Role::Heading, this);
    shown->setWeight(QFont::Bold);
    shown->setAlignment(Qt::AlignCenter);
    const auto addKey = [&](const QString& way, const QString& sign, int by) {
        auto* key = new widgets::Button(m_look, widgets::ButtonKind::Second,
                                        QStringLiteral("month.%1.%2.%3").arg(m_end, name, way), this);
        key->setLabel(i18n::Text::plain(sign));
        key->setPadding(10);
        connect(key, &widgets::Button::clicked, this, [this, by] { step(by); });
        row->addWidget(key);
    };
    addKey(QStringLiteral("less"), QStringLiteral("−"), -months);
    row->addWidget(shown, 1);
    addKey(QStringLiteral("more"), QStringLiteral("+"), months);
    return shown;
}

void MonthPicker::setRange(const QDate& earliest, const QDate& latest)
{
    m_earliest = earliest;
    m_latest = latest;
}

void MonthPicker::setMonth(const QDate& month)
{
    m_month = std::clamp(month, m_earliest, m_latest);
    show();
}

void MonthPicker::step(int months)
{
    setMonth(m_month.addMonths(months));
    Q_EMIT changed();
}

void MonthPicker::show()
{
    const QString year = QString::number(m_month.year());
    m_year->setText(word(u"form.year", {{QStringLiteral("n"), i18n::Text::plain(year)}}));
    m_monthName->setText(word(QStringLiteral("form.month.%1").arg(m_month.month())));
}

MonthRange::MonthRange(const widgets::Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_column(new QVBoxLayout(this)),
      m_from(new MonthPicker(look, QStringLiteral("from"), word(u"form.from"), this)),
      m_to(new MonthPicker(look, QStringLiteral("to"), word(u"form.to"), this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_from);
    m_column->addWidget(m_to);
    connect(m_from, &MonthPicker::changed, this, &MonthRange::changed);
    connect(m_to, &MonthPicker::changed, this, &MonthRange::changed);
    const auto refresh = [this] { m_column->setSpacing(m_look.px(theme::length::kGap)); };
    connect(&look, &widgets::Look::changed, this, refresh);
    refresh();
}

void MonthRange::setInput(const MonthRangeInput& input)
{
    const QDate latest = parse(input.latest, QDate(9999, 12, 1));
    const QDate earliest = std::min(parse(input.earliest, QDate(1900, 1, 1)), latest);
    for (MonthPicker* picker : {m_from, m_to})
        picker->setRange(earliest, latest);
    m_from->setMonth(parse(input.from, earliest));
    m_to->setMonth(parse(input.to, latest));
}

QString MonthRange::entry() const
{
    return yearMonth(m_from->month()) + u'/' + yearMonth(m_to->month());
}

} // namespace banshi::ui::pages
