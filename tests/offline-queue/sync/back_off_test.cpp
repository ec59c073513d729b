// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/back_off.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using queue::sync::BackOff;

class BackOffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToFiveMinutes()
    {
        BackOff backOff([] { return 1.0; });
        QVERIFY(backOff.next({}) == 1s);
        QVERIFY(backOff.next({}) == 2s);
        QVERIFY(backOff.next({}) == 4s);
        for (int i = 0; i < 100; ++i)
            QVERIFY(backOff.next({}) <= 5min);
        QVERIFY(backOff.next({}) == 5min);
        backOff.reset();
        QVERIFY(backOff.next({}) == 1s);
    }

    void spreadsOverTheWholeSpan()
    {
        BackOff none([] { return 0.0; });
        QVERIFY(none.next({}) == 0s);
        BackOff half([] { return 0.5; });
        QVERIFY(half.next({}) == 500ms);
        BackOff wild([] { return 7.0; });
        QVERIFY(wild.next({}) == 1s);
    }

    void isNeverShorterThanThePlatformAsks()
    {
        BackOff backOff([] { return 0.0; });
        QVERIFY(backOff.next(90s) == 90s);
        QVERIFY(backOff.pause(1, 30s) == 30s);
    }
};

BANSHI_TEST(BackOffTest)
#include "back_off_test.moc"
