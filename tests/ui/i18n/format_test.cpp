// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/format.h"
#include "banshi/ui/i18n/translator.h"

#include <QTest>

using namespace banshi;
using namespace banshi::ui::i18n;

class FormatTest : public QObject
{
    Q_OBJECT

    Translator m_translator;
    QString zh(const Text& text) const { return m_translator.words(text, Language::Chinese); }
    QString en(const Text& text) const { return m_translator.words(text, Language::English); }
    static base::UtcTime at(const char* text) { return base::fromRfc3339(text).value(); }

private Q_SLOTS:
    void showsFenAsYuan()
    {
        QCOMPARE(zh(money(8640)), QStringLiteral("¥86.40"));
        QCOMPARE(zh(money(5)), QStringLiteral("¥0.05"));
        QCOMPARE(zh(money(0)), QStringLiteral("¥0.00"));
        QCOMPARE(zh(money(123'456'789)), QStringLiteral("¥1,234,567.89"));
        QCOMPARE(zh(money(-8640)), QStringLiteral("-¥86.40"));
        QCOMPARE(zh(money(std::numeric_limits<qint64>::min())), QStringLiteral("-¥92,233,720,368,547,758.08"));
    }
    void showsTimesOfChina()
    {
        const base::UtcTime evening = at("2026-11-23T18:14:59Z");
        QCOMPARE(zh(clockTime(evening)), QStringLiteral("02:14"));
        QCOMPARE(zh(day(evening)), QStringLiteral("2026 年 11 月 24 日"));
        QCOMPARE(en(day(evening)), QStringLiteral("24 November 2026"));
        QCOMPARE(zh(dayAndTime(evening)), QStringLiteral("2026 年 11 月 24 日 02:14"));
        QCOMPARE(en(dayAndTime(evening)), QStringLiteral("24 November 2026, 02:14"));
    }
    void readsTheDatesOfCards()
    {
        QCOMPARE(zh(cardDate(QStringLiteral("20330506"))), QStringLiteral("2033 年 5 月 6 日"));
        QCOMPARE(en(cardDate(QStringLiteral("长期"))), QStringLiteral("long-term"));
        QCOMPARE(zh(cardDate(QStringLiteral("20330231"))), QStringLiteral("20330231"));
        QCOMPARE(en(month(QStringLiteral("2026-10"))), QStringLiteral("October 2026"));
        QCOMPARE(zh(month(QStringLiteral("2026-13"))), QStringLiteral("2026-13"));
    }
    void showsSpansInTheirTwoLargestUnits()
    {
        using namespace std::chrono_literals;
        QCOMPARE(zh(duration(161s)), QStringLiteral("2 分 41 秒"));
        QCOMPARE(en(duration(161s)), QStringLiteral("2 min 41 s"));
        QCOMPARE(zh(duration(2min)), QStringLiteral("2 分"));
        QCOMPARE(en(duration(26h)), QStringLiteral("1 d 2 h"));
        QCOMPARE(zh(duration(0s)), QStringLiteral("0 秒"));
        QCOMPARE(zh(duration(-5s)), QStringLiteral("0 秒"));
    }
};

BANSHI_TEST(FormatTest)
#include "format_test.moc"
