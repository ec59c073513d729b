// SPDX-License-Identifier: GPL-3.0-or-later
#include "acceptance.h"

#include "banshi/queue/sync/receipts.h"
#include "banshi/testing/suite.h"
#include "private_postgres.h"

#include <QTest>

using namespace banshi::queue::district;

class AcceptanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsTheSameKeyTwiceInOneBatchARepeat()
    {
        auto batch = batchOf("D-1", 1, 1);
        batch.items.push_back(batch.items.front());
        const auto& item = batch.items.front();
        const std::map<std::string, KnownItem> known{
            {item.key, {batch.epoch, 1, item.bodyHmac, {{}, item.operation, {}, {}}}}};
        QVERIFY((judge(batch, {item.key}, known) == std::vector{Taken::New, Taken::Repeat}));
    }

    void callsAnotherOperationUnderAKnownKeyAConflict()
    {
        const auto batch = batchOf("D-1", 1, 1);
        const auto& item = batch.items.front();
        const std::map<std::string, KnownItem> known{
            {item.key, {batch.epoch, 1, item.bodyHmac, {{}, "ratings", {}, {}}}}};
        QVERIFY((judge(batch, {}, known) == std::vector{Taken::Conflict}));
        QVERIFY((judge(batch, {}, {}) == std::vector{Taken::Conflict}));
    }

    void stopsTheMarkAtAGap()
    {
        EpochMark mark{0, 0, banshi::queue::sync::kFirstDigest};
        advance(mark, {{1, "a"}, {2, "b"}, {4, "d"}});
        QCOMPARE(mark.highWater, 2);
        QCOMPARE(mark.highest, 4);
        using banshi::queue::sync::nextDigest;
        QCOMPARE(mark.digest, nextDigest(nextDigest(banshi::queue::sync::kFirstDigest, "a"), "b"));
    }
};

BANSHI_TEST(AcceptanceTest)
#include "acceptance_test.moc"
