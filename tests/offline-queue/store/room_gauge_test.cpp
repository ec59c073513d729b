// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "room_gauge.h"

#include <QTest>

using namespace banshi;
using queue::store::RoomGauge;

class RoomGaugeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingBeforeTheFirstMeasure()
    {
        RoomGauge gauge;
        QVERIFY(!gauge.take(1, base::MonoTime{}));
    }

    void givesOutOnlyWhatWasFound()
    {
        RoomGauge gauge;
        gauge.measured(100, base::MonoTime{});
        QVERIFY(gauge.take(60, base::MonoTime{}));
        QVERIFY(!gauge.take(60, base::MonoTime{}));
        QVERIFY(gauge.take(40, base::MonoTime{}));
    }

    void countsForAWhileOnly()
    {
        RoomGauge gauge;
        const base::MonoTime at{};
        gauge.measured(100, at);
        QVERIFY(gauge.take(1, at + RoomGauge::kValid));
        QVERIFY(!gauge.take(1, at + RoomGauge::kValid + std::chrono::milliseconds(1)));
    }

    void countsForSoManyOnly()
    {
        RoomGauge gauge;
        gauge.measured(1'000'000, base::MonoTime{});
        for (int taking = 0; taking < RoomGauge::kMostTakings; ++taking)
            QVERIFY(gauge.take(1, base::MonoTime{}));
        QVERIFY(!gauge.take(1, base::MonoTime{}));
    }
};

BANSHI_TEST(RoomGaugeTest)
#include "room_gauge_test.moc"
