// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/claim.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;

namespace
{

constexpr drivers::host::ConnectionId kSession = 1;
constexpr drivers::host::ConnectionId kMaintenance = 2;
const base::MonoTime kStart{100s};

} // namespace

class ClaimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOthersOut()
    {
        drivers::host::Claim claim;
        QVERIFY(!claim.obstacleFor(kMaintenance, kStart));
        QVERIFY(claim.take(kSession, "session", kStart, kStart + 10s));
        QCOMPARE(claim.obstacleFor(kMaintenance, kStart + 9s), std::optional<std::string>("session"));
        QVERIFY(!claim.obstacleFor(kSession, kStart + 9s));
        QVERIFY(!claim.take(kMaintenance, "maintenance", kStart + 9s, kStart + 99s));
    }

    void endsWithItsLease()
    {
        drivers::host::Claim claim;
        QVERIFY(claim.take(kSession, "session", kStart, kStart + 10s));
        QVERIFY(!claim.obstacleFor(kMaintenance, kStart + 10s));
        QVERIFY(claim.take(kMaintenance, "maintenance", kStart + 10s, kStart + 20s));
        QVERIFY(!claim.release(kSession, kStart + 11s));
        QCOMPARE(claim.obstacleFor(kSession, kStart + 11s), std::optional<std::string>("maintenance"));
    }

    void isProlongedByItsOwner()
    {
        drivers::host::Claim claim;
        QVERIFY(claim.take(kSession, "session", kStart, kStart + 10s));
        QVERIFY(claim.take(kSession, "session", kStart + 9s, kStart + 19s));
        QVERIFY(claim.obstacleFor(kMaintenance, kStart + 15s).has_value());
    }

    void endsWithItsConnectionOrByRelease()
    {
        drivers::host::Claim claim;
        QVERIFY(claim.take(kSession, "session", kStart, kStart + 10s));
        claim.drop(kMaintenance);
        QVERIFY(claim.obstacleFor(kMaintenance, kStart).has_value());
        claim.drop(kSession);
        QVERIFY(!claim.obstacleFor(kMaintenance, kStart));
        QVERIFY(claim.take(kSession, "session", kStart, kStart + 10s));
        QVERIFY(claim.release(kSession, kStart + 1s));
        QVERIFY(!claim.obstacleFor(kMaintenance, kStart + 1s));
    }
};

BANSHI_TEST(ClaimTest)
#include "claim_test.moc"
