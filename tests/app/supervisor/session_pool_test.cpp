// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/supervisor/session_pool.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QSignalSpy>
#include <QTest>
#include <csignal>

using namespace banshi;
using namespace banshi::app::supervisor;
using namespace std::chrono_literals;

class SessionPoolTest : public QObject
{
    Q_OBJECT

    static SessionProgram program(const QString& mode = {}) { return {QStringLiteral(TEST_SESSION), {mode}}; }

private Q_SLOTS:
    void bringsOneSessionToTheScreenAndKeepsOneWarm()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program());
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        QVERIFY(pool.running()->pid() != pool.warm()->pid());
    }

    void resolvesPromisesFirstAfterAStart()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program());
        QSignalSpy busy(&pool, &SessionPool::busyChanged);
        pool.start();
        // The test's session answers ShowRecovery with Busy and Show with Shown.
        QTRY_COMPARE(busy.count(), 1);
    }

    void givesTheScreenToTheWarmOneWhenTheRunningOneIsKilled()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program());
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        const auto warm = pool.warm()->pid();
        ::kill(static_cast<pid_t>(pool.running()->pid()), SIGKILL);
        QTRY_VERIFY(pool.running() && pool.running()->pid() == warm);
        QTRY_VERIFY(pool.warm() && pool.warm()->isReady());
    }

    void handsOnWhatTheSessionSaysAboutADeviceThatHangs()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program(QStringLiteral("hangs")));
        QSignalSpy hanging(&pool, &SessionPool::deviceHangs);
        pool.start();
        QTRY_COMPARE(hanging.count(), 1);
        QCOMPARE(hanging.first().first().toString(), QStringLiteral("receipt"));
    }

    void showsTheFrontPageAtOnceAfterACleanEnd()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program());
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        QSignalSpy shown(&pool, &SessionPool::shown);
        pool.running()->order(SessionOrder::Quit);
        QTRY_COMPARE(shown.count(), 1);
    }

    void handsATechniciansWishToTheNextSession()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program(QStringLiteral("technician")));
        QSignalSpy busy(&pool, &SessionPool::busyChanged);
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        QCOMPARE(busy.count(), 0); // the running one is left alone
        pool.running()->order(SessionOrder::Quit);
        QTRY_COMPARE(busy.count(), 2); // its end, and the next one's answer to the order
    }

    void letsTheSessionOnTheScreenStandAsideAndComeBack()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program());
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        QSignalSpy aside(&pool, &SessionPool::stoodAside);
        QSignalSpy busy(&pool, &SessionPool::busyChanged);
        pool.standAside();
        QTRY_COMPARE(aside.count(), 1);
        pool.comeBack();
        pool.comeBack();
        QTRY_COMPARE(busy.count(), 1); // the test's session answers ComeBack with Idle
    }

    void waitsForTheVisitAndHasTheNextSessionStandAside()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program(QStringLiteral("visit")));
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        QSignalSpy aside(&pool, &SessionPool::stoodAside);
        QSignalSpy busy(&pool, &SessionPool::busyChanged);
        pool.standAside();
        QTRY_COMPARE(busy.count(), 1);
        QCOMPARE(aside.count(), 0);
        pool.running()->order(SessionOrder::Quit);
        QTRY_COMPARE(busy.count(), 3); // its end, and the next one's answer to the same order
        QCOMPARE(aside.count(), 0);
    }

    void tellsEverySessionSinceWhenTheDevicesAreLent()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program(QStringLiteral("visit")));
        QSignalSpy told(&pool, &SessionPool::deviceHangs); // how the test's session says what it was told
        pool.start();
        QTRY_VERIFY(pool.running() && pool.running()->isBusy());
        pool.standAside();
        QTRY_COMPARE(told.count(), 1);
        clock.advance(4s);
        const auto endOfVisit = QString::fromStdString(base::toRfc3339(clock.wall().utc));
        for (const int next : {2, 3})
        {
            QTRY_VERIFY(pool.warm() && pool.warm()->isReady());
            pool.running()->order(SessionOrder::Quit);
            QTRY_COMPARE(told.count(), next);
            QCOMPARE(told.last()[0].toString(), endOfVisit);
            clock.advance(1s);
        }
    }

    void standsAsideWhereNoSessionRuns()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program(QStringLiteral("dies")));
        QSignalSpy fails(&pool, &SessionPool::startsFail);
        pool.start();
        QTRY_COMPARE(fails.count(), 1);
        QSignalSpy aside(&pool, &SessionPool::stoodAside);
        pool.standAside();
        QCOMPARE(aside.count(), 1);
    }

    void killsASilentSession()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program());
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        const auto first = pool.running()->pid();
        ::kill(static_cast<pid_t>(first), SIGSTOP);
        clock.advance(11s);
        QTRY_VERIFY(pool.running() == nullptr || pool.running()->pid() != first);
    }

    void replacesAWarmSessionAfterAnHour()
    {
        testing::ManualClock clock;
        SessionPoolLimits limits;
        limits.silence = 2h;
        SessionPool pool(clock, program(), limits);
        pool.start();
        QTRY_VERIFY(pool.running() && pool.warm() && pool.warm()->isReady());
        const auto old = pool.warm()->pid();
        clock.advance(61min);
        QTRY_VERIFY(!pool.warm() || pool.warm()->pid() != old);
    }

    void backsOffWhenSessionsDieAtTheirStart()
    {
        testing::ManualClock clock;
        SessionPool pool(clock, program(QStringLiteral("dies")));
        QSignalSpy fails(&pool, &SessionPool::startsFail);
        pool.start();
        QTRY_COMPARE(fails.count(), 1);
        QVERIFY(!pool.warm());
        clock.advance(1s);
        QTRY_COMPARE(fails.count(), 2);
    }
};

BANSHI_TEST(SessionPoolTest)
#include "session_pool_test.moc"
