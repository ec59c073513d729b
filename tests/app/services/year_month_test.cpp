// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/error_codes.h"
#include "banshi/app/services/year_month.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <set>

using namespace banshi;
using namespace banshi::app::services;
using namespace std::chrono_literals;

class YearMonthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsDaysInChina()
    {
        const auto utc = *base::fromRfc3339("2025-12-31T16:30:00.000Z");
        QCOMPARE(toText(chinaMonth(utc)), std::string("2026-01"));
        QVERIFY(chinaDay(utc) == 2026y / 1 / 1);
        QVERIFY(chinaDay(utc - 31min) == 2025y / 12 / 31);
        constexpr int kThursday = 3;
        QCOMPARE(chinaMinuteOfWeek(utc), kThursday * 24 * 60 + 30);
    }

    void readsMonthsAndDaysStrictly()
    {
        QCOMPARE(toText(*parseYearMonth("2026-11")), std::string("2026-11"));
        for (const char* wrong : {"", "2026", "2026-13", "2026-00", "26-11", "2026-1", "2026/11", "2026-11-01"})
            QVERIFY2(!parseYearMonth(wrong), wrong);
        QVERIFY(parseDay("2028-02-29") == 2028y / 2 / 29);
        for (const char* wrong : {"2026-02-29", "2026-11-00", "2026-11-1 ", "2026-11", "2026-11-011"})
            QVERIFY2(!parseDay(wrong), wrong);
    }

    void measuresRanges()
    {
        QCOMPARE(monthsInRange(2025y / 12, 2026y / 1), 2);
        QCOMPARE(monthsInRange(2026y / 1, 2026y / 1), 1);
        QCOMPARE(monthsInRange(2026y / 2, 2026y / 1), 0);
        QCOMPARE(toText(rangeStart(2026y / 1, 36)), std::string("2023-02"));
    }

    void listsTheLastMonthsNewestFirst()
    {
        const auto months = lastMonths(2026y / 1);
        QCOMPARE(months.size(), std::size_t{36});
        QCOMPARE(toText(months.front()), std::string("2026-01"));
        QCOMPARE(toText(months.at(1)), std::string("2025-12"));
        QCOMPARE(toText(months.back()), std::string("2023-02"));
    }

    void namesEachErrorCodeOnce()
    {
        const auto codes = allErrorCodes();
        QCOMPARE(std::set<std::string>(codes.begin(), codes.end()).size(), codes.size());
        for (const std::string& code : codes)
            QVERIFY2(code.starts_with("services."), code.c_str());
    }
};

BANSHI_TEST(YearMonthTest)
#include "year_month_test.moc"
