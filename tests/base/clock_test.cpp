// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/clock.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace banshi;
using namespace std::chrono_literals;

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesWaiterWhenTheTimeIsReached()
    {
        testing::ManualClock clock;
        const auto due = clock.now() + 10s;
        std::atomic<bool> reached = false;
        std::jthread waiter([&](const std::stop_token& stop) { reached = clock.waitUntil(due, stop); });
        clock.advance(4s);
        QVERIFY(!reached);
        clock.advance(6s);
        waiter.join();
        QVERIFY(reached);
    }

    void leavesWaitWhenStopIsRequested()
    {
        testing::ManualClock clock;
        std::atomic<bool> reached = true;
        std::jthread waiter([&](const std::stop_token& stop) { reached = clock.waitFor(10s, stop); });
        waiter.request_stop();
        waiter.join();
        QVERIFY(!reached);
    }

    void callsJumpListenersWhileTheirTokenLives()
    {
        testing::ManualClock clock;
        int jumps = 0;
        auto token = clock.onJump([&] { ++jumps; });
        clock.advance(1s);
        token.reset();
        clock.advance(1s);
        QCOMPARE(jumps, 1);
    }

    void writesAndReadsRfc3339()
    {
        const base::UtcTime time(std::chrono::milliseconds(1'767'225'600'123));
        QCOMPARE(base::toRfc3339(time), std::string("2026-01-01T00:00:00.123Z"));
        QVERIFY(base::fromRfc3339("2026-01-01T00:00:00.123Z") == time);
        QVERIFY(!base::fromRfc3339("2026-01-01 00:00:00"));
        QVERIFY(!base::fromRfc3339("2026-01-01T00:00:00+08:00"));
        QVERIFY(!base::fromRfc3339("2026-02-30T00:00:00Z"));
        QVERIFY(!base::fromRfc3339("2026- 1-01T00:00:00Z"));
        QVERIFY(!base::fromRfc3339("2026-01-01T00:00:00.Z"));
    }
};

BANSHI_TEST(ClockTest)
#include "clock_test.moc"
