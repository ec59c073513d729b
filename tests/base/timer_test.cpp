// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/timer.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QSignalSpy>
#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;

class TimerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesOnceWhenItsTimeHasCome()
    {
        testing::ManualClock clock;
        base::Timer timer(clock);
        QSignalSpy fired(&timer, &base::Timer::fired);
        timer.start(2min);
        clock.advance(119s);
        QCoreApplication::processEvents();
        QCOMPARE(fired.count(), 0);
        QCOMPARE(timer.remaining(), base::Nanoseconds(1s));
        clock.advance(1s);
        QTRY_COMPARE(fired.count(), 1);
        QVERIFY(!timer.isActive());
    }

    void firesAgainEveryPeriod()
    {
        testing::ManualClock clock;
        base::Timer timer(clock);
        QSignalSpy fired(&timer, &base::Timer::fired);
        timer.startRepeating(10s);
        for (int i = 1; i <= 3; ++i)
        {
            clock.advance(10s);
            QTRY_COMPARE(fired.count(), i);
        }
    }

    void staysSilentAfterStop()
    {
        testing::ManualClock clock;
        base::Timer timer(clock);
        QSignalSpy fired(&timer, &base::Timer::fired);
        timer.start(1s);
        timer.stop();
        clock.advance(2s);
        QCoreApplication::processEvents();
        QCOMPARE(fired.count(), 0);
    }
};

BANSHI_TEST(TimerTest)
#include "timer_test.moc"
