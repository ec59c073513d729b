// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/parting_call.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;

class PartingCallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterACancel()
    {
        testing::DriverCall call;
        call.cancel();
        const sdk::PartingCall parting(call, 1h);
        QVERIFY(!parting.cancelled());
        QVERIFY(!parting.stopReason());
        const auto before = parting.now();
        QVERIFY(parting.pause(20ms));
        QVERIFY(parting.now() - before >= 20ms); // the device got its time
    }

    void endsWhenItsTimeIsOver()
    {
        testing::DriverCall call;
        call.cancel();
        const sdk::PartingCall parting(call, 10ms);
        QVERIFY(!parting.pause(1h));
        QVERIFY(parting.stopReason()->code == sdk::ErrorCode::TimeOut);
    }

    void passesProgressOn()
    {
        const testing::DriverCall call;
        sdk::PartingCall(call, 1s).event(sdk::MediaDetected{});
        QCOMPARE(call.events().size(), std::size_t(1));
    }
};

BANSHI_TEST(PartingCallTest)
#include "parting_call_test.moc"
