// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/lockout.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app::maintenance;
using namespace std::chrono_literals;

class LockoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesFromTheThirdFailureOn()
    {
        QVERIFY(lockSpan(0) == 0s);
        QVERIFY(lockSpan(2) == 0s);
        QVERIFY(lockSpan(3) == 30s);
        QVERIFY(lockSpan(4) == 60s);
        QVERIFY(lockSpan(5) == 120s);
        QVERIFY(lockSpan(9) == 1920s);
        QVERIFY(lockSpan(10) == 3600s);
        QVERIFY(lockSpan(1'000'000) == 3600s);
    }
    void aClockThatWasSetBackLocksNobodyOutForGood()
    {
        const testing::ManualClock clock;
        const auto now = clock.wall().utc;
        QVERIFY(lockedFor({4, now + 40s}, now) == 40s);
        QVERIFY(lockedFor({4, now + 40s}, now + 41s) == 0s);
        QVERIFY(lockedFor({4, now + 40s}, base::UtcTime{}) == 60s); // 1970
        QVERIFY(lockedFor({2, now + 40s}, now) == 0s);
    }
    void readsWhatItWrites()
    {
        const testing::ManualClock clock;
        const Lockout kept{5, clock.wall().utc + 77s};
        QVERIFY(lockoutFrom(toJson(kept), clock.wall().utc) == kept);
    }
    void takesNonsenseForALock()
    {
        const testing::ManualClock clock;
        const auto now = clock.wall().utc;
        for (const auto& nonsense :
             {nlohmann::json(), nlohmann::json("x"), nlohmann::json{{"failures", "two"}, {"until", "x"}},
              nlohmann::json{{"failures", -1}, {"until", base::toRfc3339(now)}}})
            QVERIFY2(lockedFor(lockoutFrom(nonsense, now), now) == 30s, nonsense.dump().c_str());
    }
};

BANSHI_TEST(LockoutTest)
#include "lockout_test.moc"
