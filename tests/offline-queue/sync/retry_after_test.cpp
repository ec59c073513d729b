// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/retry_after.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using queue::sync::retryAfterOf;

class RetryAfterTest : public QObject
{
    Q_OBJECT

    const base::UtcTime m_now = base::fromRfc3339("2026-11-28T12:00:00Z").value();

private Q_SLOTS:
    void readsSecondsAndDatesAndNeverMoreThanADay_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("date");
        QTest::addColumn<int>("seconds"); // -1: nothing
        const auto row = [](const char* value, const char* date, int seconds) {
            QTest::addRow("%s at %s", value, date)
                << QString::fromLatin1(value) << QString::fromLatin1(date) << seconds;
        };
        row("120", "", 120);
        row("0", "", 0);
        row("000000000120", "", 120);
        row("86401", "", 86'400);
        row("2147483647", "", 86'400);
        row("99999999999999999999999999", "", 86'400);
        row("Sat, 28 Nov 2026 12:05:00 GMT", "", 300);
        row("Saturday, 28-Nov-26 12:05:00 GMT", "", 300);
        row("Sat Nov 28 12:05:00 2026", "", 300);
        row("Sat, 28 Nov 2026 12:05:00 GMT", "Sat, 28 Nov 2026 12:04:00 GMT", 60);
        row("Sat, 28 Nov 2026 11:59:00 GMT", "", 0);
        row("Sun, 28 Nov 2066 12:05:00 GMT", "", 86'400);
        row("soon", "", -1);
        row("-5", "", -1);
        row("", "", -1);
    }
    void readsSecondsAndDatesAndNeverMoreThanADay()
    {
        QFETCH(const QString, value);
        QFETCH(const QString, date);
        QFETCH(const int, seconds);
        const auto pause = retryAfterOf(value.toStdString(), date.toStdString(), m_now);
        QCOMPARE(pause ? static_cast<int>(pause->count()) : -1, seconds);
    }
};

BANSHI_TEST(RetryAfterTest)
#include "retry_after_test.moc"
