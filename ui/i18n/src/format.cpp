// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/i18n/format.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace banshi::ui::i18n
{

namespace
{

constexpr int kChinaOffsetSeconds = 8 * 3600;

QDateTime inChina(base::UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(base::toUnixMillis(time), QTimeZone(kChinaOffsetSeconds));
}

Text dayText(const QDate& date)
{
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    return Text::both(date.toString(QStringLiteral("yyyy 年 M 月 d 日")),
                      english.toString(date, QStringLiteral("d MMMM yyyy")));
}

QString grouped(quint64 number)
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom).toString(number);
}

Text twoUnits(qint64 large, const char16_t* zhLarge, const char16_t* enLarge, qint64 small, const char16_t* zhSmall,
              const char16_t* enSmall)
{
    QString zh = QStringLiteral("%1 %2").arg(QString::number(large), QString::fromUtf16(zhLarge));
    QString en = QStringLiteral("%1 %2").arg(QString::number(large), QString::fromUtf16(enLarge));
    if (small > 0)
    {
        zh += QStringLiteral(" %1 %2").arg(QString::number(small), QString::fromUtf16(zhSmall));
        en += QStringLiteral(" %1 %2").arg(QString::number(small), QString::fromUtf16(enSmall));
    }
    return Text::both(zh, en);
}

} // namespace

Text money(qint64 fen)
{
    const bool isNegative = fen < 0;
    const quint64 amount = isNegative ? quint64(0) - static_cast<quint64>(fen) : static_cast<quint64>(fen);
    const QString cents = QStringLiteral("%1").arg(amount % 100, 2, 10, QLatin1Char('0'));
    const QString sign = isNegative ? QStringLiteral("-") : QString();
    return Text::plain(sign + u'¥' + grouped(amount / 100) + u'.' + cents);
}

Text count(qint64 number)
{
    return Text::plain(QLocale(QLocale::English, QLocale::UnitedKingdom).toString(number));
}

Text clockTime(base::UtcTime time)
{
    return Text::plain(inChina(time).toString(QStringLiteral("HH:mm")));
}

Text day(base::UtcTime time)
{
    return dayText(inChina(time).date());
}

Text dayAndTime(base::UtcTime time)
{
    const QDateTime local = inChina(time);
    const QString clock = local.toString(QStringLiteral("HH:mm"));
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    return Text::both(local.date().toString(QStringLiteral("yyyy 年 M 月 d 日 ")) + clock,
                      english.toString(local.date(), QStringLiteral("d MMMM yyyy, ")) + clock);
}

Text cardDate(const QString& yyyymmdd)
{
    if (yyyymmdd == u"长期")
        return Text::both(yyyymmdd, QStringLiteral("long-term"));
    const QDate date = QDate::fromString(yyyymmdd, QStringLiteral("yyyyMMdd"));
    return date.isValid() ? dayText(date) : Text::plain(yyyymmdd);
}

Text month(const QString& yyyyMm)
{
    const QDate date = QDate::fromString(yyyyMm + QStringLiteral("-01"), Qt::ISODate);
    if (!date.isValid())
        return Text::plain(yyyyMm);
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    return Text::both(date.toString(QStringLiteral("yyyy 年 M 月")),
                      english.toString(date, QStringLiteral("MMMM yyyy")));
}

Text duration(std::chrono::seconds span)
{
    constexpr qint64 kMinute = 60;
    constexpr qint64 kHour = 60 * kMinute;
    constexpr qint64 kDay = 24 * kHour;
    const qint64 seconds = std::max<qint64>(0, span.count());
    if (seconds >= kDay)
        return twoUnits(seconds / kDay, u"天", u"d", seconds % kDay / kHour, u"小时", u"h");
    if (seconds >= kHour)
        return twoUnits(seconds / kHour, u"小时", u"h", seconds % kHour / kMinute, u"分", u"min");
    if (seconds >= kMinute)
        return twoUnits(seconds / kMinute, u"分", u"min", seconds % kMinute, u"秒", u"s");
    return twoUnits(seconds, u"秒", u"s", 0, u"", u"");
}

} // namespace banshi::ui::i18n
