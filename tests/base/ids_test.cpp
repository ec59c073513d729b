// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <set>

using namespace banshi;

class IdsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mintsWellFormedUniqueIds()
    {
        testing::ManualClock clock;
        std::set<std::string> ids;
        for (int i = 0; i < 1000; ++i)
        {
            const std::string id = base::newUuid(clock);
            QVERIFY2(base::isUuid(id), id.c_str());
            ids.insert(id);
        }
        QCOMPARE(ids.size(), std::size_t(1000));
    }

    void sortsByTimeOfMinting()
    {
        testing::ManualClock clock;
        const std::string early = base::newUuid(clock);
        clock.advance(std::chrono::milliseconds(1));
        QVERIFY(early < base::newUuid(clock));
    }

    void refusesOtherTexts()
    {
        QVERIFY(!base::isUuid(""));
        QVERIFY(!base::isUuid("0190A6B8-0000-7000-8000-000000000000"));
        QVERIFY(!base::isUuid("0190a6b8-0000-4000-8000-000000000000"));
    }
};

BANSHI_TEST(IdsTest)
#include "ids_test.moc"
