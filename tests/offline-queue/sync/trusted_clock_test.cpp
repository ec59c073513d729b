// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/trusted_clock.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using queue::sync::TrustedClock;

namespace
{

constexpr base::UtcTime kBuilt{std::chrono::hours(24) * 20'000};

} // namespace

class TrustedClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNeverBelowTheDayOfTheBuildNorASignedTime()
    {
        testing::ManualClock machine;
        machine.setWall(base::UtcTime(42s), true);
        TrustedClock clock(machine, kBuilt);
        QVERIFY(clock.wall().utc == kBuilt);
        QVERIFY2(!clock.wall().trusted, "a clock that had to be raised is not right");
        clock.raise(kBuilt + 24h);
        QVERIFY(clock.wall().utc == kBuilt + 24h);
        clock.raise(kBuilt);
        QVERIFY(clock.wall().utc == kBuilt + 24h);
        machine.setWall(kBuilt + 48h, true);
        QVERIFY(clock.wall().utc == kBuilt + 48h);
        QVERIFY(clock.wall().trusted);
    }

    void runsOnFromTheSignedTimeWhateverTheMachinesClockSays()
    {
        testing::ManualClock machine;
        machine.setWall(kBuilt + std::chrono::hours(24 * 3650), false);
        TrustedClock clock(machine, kBuilt);
        QVERIFY(!clock.wall().trusted);
        clock.trust(kBuilt + 1h, machine.now());
        QVERIFY(clock.wall().trusted);
        QVERIFY(clock.wall().utc == kBuilt + 1h);
        machine.advance(5min);
        machine.setWall(base::UtcTime(0s), false);
        QVERIFY(clock.wall().utc == kBuilt + 1h + 5min);
        clock.trust(kBuilt, machine.now()); // an earlier one moves nothing back below the highest
        QVERIFY(clock.wall().utc == kBuilt + 1h);
    }

    void wakesWhoWaitsWhenTheMachinesClockJumps()
    {
        testing::ManualClock machine;
        const TrustedClock clock(machine, kBuilt);
        int jumps = 0;
        const auto token = clock.onJump([&] { ++jumps; });
        machine.advance(1s);
        QCOMPARE(jumps, 1);
    }

    void knowsTheDayOfTheBuild()
    {
        QVERIFY(queue::sync::buildDay() > base::UtcTime(std::chrono::hours(24) * 20'000)); // 2024
    }
};

BANSHI_TEST(TrustedClockTest)
#include "trusted_clock_test.moc"
