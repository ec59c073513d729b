// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/money.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <limits>

using namespace banshi::queue::contract;

class MoneyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsYuanAsTyped()
    {
        QCOMPARE(*parseFen("12.30"), 1230);
        QCOMPARE(*parseFen("12.3"), 1230);
        QCOMPARE(*parseFen("0.05"), 5);
        QCOMPARE(*parseFen("0"), 0);
        QCOMPARE(*parseFen("20000000"), kMostFen);
    }

    void refusesEverythingElse()
    {
        for (const char* text : {"", ".", "12.", ".5", "012", "1.234", "-1", "+1", "1e3", "NaN", "1,000", " 1", "1 ",
                                 "20000000.01", "99999999999", "一", "1.-1"})
            QVERIFY2(!parseFen(text).has_value(), text);
    }

    void formatsWithTwoDecimals()
    {
        QCOMPARE(formatFen(1230), std::string("12.30"));
        QCOMPARE(formatFen(5), std::string("0.05"));
        QCOMPARE(formatFen(0), std::string("0.00"));
        QCOMPARE(formatFen(-105), std::string("-1.05"));
        QCOMPARE(formatFen(std::numeric_limits<std::int64_t>::min()), std::string("-92233720368547758.08"));
    }

    void readsBackWhatItFormats()
    {
        for (std::int64_t fen = 0; fen <= kMostFen; fen = fen * 3 + 1)
            QCOMPARE(*parseFen(formatFen(fen)), fen);
    }
};

BANSHI_TEST(MoneyTest)
#include "money_test.moc"
