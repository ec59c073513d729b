// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/driver_watch.h"
#include "banshi/drivers/host/start_limit.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <future>

using namespace banshi;
using namespace std::chrono_literals;
using drivers::host::DriverWatch;

class DriverWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheCallThatIsPastItsTimeAndTheGrace()
    {
        testing::ManualClock clock;
        DriverWatch watch(clock, 5s);
        {
            const DriverWatch::Turn turn(watch, "poll", 3s, {});
            clock.advance(8s - 1ms);
            QVERIFY(!watch.hungIn());
            clock.advance(1ms);
            QCOMPARE(watch.hungIn().value_or(""), std::string("poll"));
        }
        QVERIFY(!watch.hungIn());
    }

    void beginsTheGraceWhenTheCallIsToStop()
    {
        testing::ManualClock clock;
        DriverWatch watch(clock, 5s);
        std::stop_source stop;
        const DriverWatch::Turn turn(watch, "IdCardReader.Read", std::nullopt, stop.get_token());
        clock.advance(1h);
        QVERIFY(!watch.hungIn());
        stop.request_stop();
        QVERIFY(!watch.hungIn());
        clock.advance(5s);
        QVERIFY(watch.hungIn());
    }

    void givesAStoppedCallNoMoreTimeThanItHad()
    {
        testing::ManualClock clock;
        DriverWatch watch(clock, 5s);
        std::stop_source stop;
        const DriverWatch::Turn turn(watch, "poll", 1s, stop.get_token());
        clock.advance(5s);
        stop.request_stop();
        QVERIFY(!watch.hungIn());
        clock.advance(1s);
        QVERIFY(watch.hungIn());
    }

    void callsWhenAStartTakesTooLongAndNotWhenItIsOver()
    {
        testing::ManualClock clock;
        std::promise<void> isOver;
        bool isCalled = false;
        drivers::host::StartLimit(clock, 20s, [&] { isCalled = true; });
        const drivers::host::StartLimit hanging(clock, 20s, [&] { isOver.set_value(); });
        clock.advance(20s);
        isOver.get_future().wait();
        QVERIFY(!isCalled);
    }
};

BANSHI_TEST(DriverWatchTest)
#include "driver_watch_test.moc"
