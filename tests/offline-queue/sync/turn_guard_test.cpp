// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/turn_guard.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <stdexcept>

using namespace banshi;
using namespace std::chrono_literals;
using queue::sync::TurnGuard;

class TurnGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesLongerAfterEachExceptionAndCountsThem()
    {
        TurnGuard guard("a test");
        const auto fails = [] { throw std::runtime_error("what it says is not for the log"); };
        QVERIFY(!guard.run([] {}));
        QVERIFY(guard.run(fails) == base::Nanoseconds(1s));
        QVERIFY(guard.run(fails) == base::Nanoseconds(2s));
        for (int i = 0; i < 20; ++i)
            QVERIFY(guard.run(fails) <= base::Nanoseconds(TurnGuard::kLongest));
        QVERIFY(guard.run(fails) == base::Nanoseconds(TurnGuard::kLongest));
        QVERIFY(!guard.run([] {}));
        QVERIFY(guard.run(fails) == base::Nanoseconds(1s));
        QCOMPARE(guard.faults(), std::uint64_t{24});
    }
};

BANSHI_TEST(TurnGuardTest)
#include "turn_guard_test.moc"
