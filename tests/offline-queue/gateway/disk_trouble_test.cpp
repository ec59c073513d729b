// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/disk_trouble.h"
#include "banshi/testing/suite.h"
#include "gateway_fixture.h"

#include <QTest>
#include <cerrno>

using namespace banshi;
using nlohmann::json;
using testing::queue::DiskTrouble;

class DiskTroubleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatNothingIsKeptAndGoesOnWhenTheDiskIsBack_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::addColumn<int>("status");
        QTest::addColumn<std::string>("code");
        QTest::newRow("read-only") << EROFS << 507 << std::string("gateway.notAccepting");
        QTest::newRow("full") << ENOSPC << 507 << std::string("gateway.notAccepting");
        QTest::newRow("faulty") << EIO << 500 << std::string("gateway.storeFailed");
    }

    void saysThatNothingIsKeptAndGoesOnWhenTheDiskIsBack()
    {
        QFETCH(int, trouble);
        QFETCH(int, status);
        QFETCH(std::string, code);
        DiskTrouble disk;
        GatewayFixture fixture;
        fixture.upstream.state.reachable = true;
        const json rating{{"session_id", "s-1"}, {"item", "grid.report"}, {"grade", 5}};
        const std::string early = fixture.newKey();
        const std::string late = fixture.newKey();
        const auto health = [&] { return jsonOf(fixture.call("GET", "/local/health")); };
        QCOMPARE(fixture.call("POST", "/v1/ratings", rating, early).status, 202);
        QCOMPARE(health().value("status", ""), std::string("ok"));

        disk.begin(trouble);
        const auto refused = fixture.call("POST", "/v1/ratings", rating, late);
        QCOMPARE(refused.status, status);
        QCOMPARE(codeOf(refused), code);
        QCOMPARE(fixture.accepted, 1);
        QVERIFY(health()["accepting"] == json(false));
        QCOMPARE(health().value("status", ""), std::string("degraded"));
        QVERIFY(fixture.gate.checkAnswer(*fixture.contract.find("getLocalHealth"), 200, health()).empty());

        disk.mend();
        QCOMPARE(health().value("status", ""), std::string("ok"));
        QVERIFY(jsonOf(fixture.call("POST", "/v1/ratings", rating, late))["duplicate"] == json(false));
        QVERIFY(jsonOf(fixture.call("POST", "/v1/ratings", rating, early))["duplicate"] == json(true));
        QCOMPARE(fixture.store.store->outbox().counts()->pending, 2);
    }
};

BANSHI_TEST(DiskTroubleTest)
#include "disk_trouble_test.moc"
