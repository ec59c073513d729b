// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <fstream>
#include <set>
#include <thread>

using namespace banshi;
using namespace std::chrono_literals;
using queue::store::Settlement;
using queue::store::StoreCode;
using testing::queue::StoreFixture;

namespace
{

std::string allBytesIn(const std::filesystem::path& folder)
{
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    {
        if (!entry.is_regular_file())
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return all;
}

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersARepeatWithTheFirstAnswer()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        const auto item = fixture.item("{\"a\":1}");
        const auto first = outbox.enqueue(item).value();
        QVERIFY(!first.duplicate);
        QVERIFY(first.localNumber.starts_with("TEST-01-"));
        QVERIFY(first.localNumber.ends_with("-1"));
        const auto again = fixture.reopen().outbox().enqueue(item).value();
        QVERIFY(again.duplicate);
        QCOMPARE(again.localNumber, first.localNumber);
        QCOMPARE(fixture.store->outbox().counts()->pending, 1);
    }

    void refusesAnotherBodyOrOperationUnderAKnownKey()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        auto item = fixture.item("{\"a\":1}");
        QVERIFY(outbox.enqueue(item));
        item.body = "{\"a\":2}";
        QCOMPARE(outbox.enqueue(item).error().code, StoreCode::KeyReused);
        item.body = "{\"a\":1}";
        item.operation = "ratings";
        QCOMPARE(outbox.enqueue(item).error().code, StoreCode::KeyReused);
    }

    void sealsForThePlatformAndKeepsNoPlaintext()
    {
        StoreFixture fixture;
        const std::string body = "{\"id_number\":\"440399199001010018\"}";
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item(body)));
        const auto batch = fixture.batch();
        QCOMPARE(batch.items.size(), std::size_t{1});
        QCOMPARE(fixture.keys.openBody(batch.items[0]).value(), body);
        QVERIFY(allBytesIn(fixture.options.dataDir).find("440399199001010018") == std::string::npos);
    }

    void erasesTheBodyWhenItHasArrived()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        const auto item = fixture.item("{\"a\":1}");
        QVERIFY(outbox.enqueue(item));
        const auto sealed = fixture.batch().items[0].sealed;
        QVERIFY(outbox.settle(std::vector<Settlement>{{fixture.batch().items[0].id, false, "R-1", ""}}));
        QVERIFY(fixture.batch().items.empty());
        QCOMPARE(outbox.counts()->pending, 0);
        QVERIFY(outbox.enqueue(item)->duplicate);
        fixture.store.reset();
        QVERIFY(allBytesIn(fixture.options.dataDir).find(std::string(sealed.begin(), sealed.end())) ==
                std::string::npos);
    }

    void keepsAParkedItemAndWhatStandsBehindItInItsStream()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        QVERIFY(outbox.enqueue(fixture.item("{\"n\":1}", "order-1")));
        QVERIFY(outbox.enqueue(fixture.item("{\"n\":2}", "order-1")));
        QVERIFY(outbox.enqueue(fixture.item("{\"n\":3}")));
        auto batch = fixture.batch();
        QCOMPARE(batch.items.size(), std::size_t{2}); // one of the stream, one without
        QCOMPARE(fixture.keys.openBody(batch.items[1]).value(), std::string("{\"n\":3}"));
        QVERIFY(outbox.settle(std::vector<Settlement>{{batch.items[0].id, true, "", "permit.unknown"},
                                                      {batch.items[1].id, false, "R", ""}}));
        QVERIFY(fixture.batch().items.empty());
        const auto counts = fixture.reopen().outbox().counts().value();
        QCOMPARE(counts.parked, 1);
        QCOMPARE(counts.pending, 1);
    }

    void marksAnItemLateWhenItsTimeIsOver()
    {
        StoreFixture fixture;
        auto item = fixture.item("{}");
        item.ttl = 2h;
        QVERIFY(fixture.reopen().outbox().enqueue(item));
        QVERIFY(!fixture.batch().items[0].late);
        fixture.clock.advance(3h);
        QVERIFY(fixture.batch().items[0].late);
    }

    void doesNotCallLateWhatWasMadeWhileTheClockStoodIn1970()
    {
        StoreFixture fixture;
        const auto today = fixture.clock.wall().utc;
        fixture.clock.setWall(base::UtcTime(), false);
        auto item = fixture.item("{}");
        item.ttl = 2h;
        QVERIFY(fixture.reopen().outbox().enqueue(item));
        QVERIFY(!fixture.batch().items[0].late);
        fixture.clock.setWall(today, true); // somebody has set it right
        fixture.reopen();
        QCOMPARE(fixture.store->outbox().counts()->pending, 1);
        QVERIFY(!fixture.batch().items[0].late);
        fixture.clock.advance(3h);
        QVERIFY(fixture.batch().items[0].late);
    }

    void leavesRestingItemsOutAndKeepsWithinTheBatchLimits()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        for (int i = 0; i < 5; ++i)
            QVERIFY(outbox.enqueue(fixture.item("{}")));
        const auto batch = outbox.nextBatch(3, 1 << 20, [](std::int64_t id) { return id == 1; }).value();
        QCOMPARE(batch.items.size(), std::size_t{3});
        QCOMPARE(batch.items[0].seq, 2);
        QCOMPARE(outbox.nextBatch(3, 1, [](std::int64_t) { return false; })->items.size(), std::size_t{1});
    }

    void countsFromOneWithoutGapsUnderManyThreads()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        constexpr int kThreads = 8;
        constexpr int kEach = 50;
        {
            std::vector<std::jthread> producers;
            for (int t = 0; t < kThreads; ++t)
                producers.emplace_back([&] {
                    auto wrong = fixture.item("{}");
                    wrong.blobs = {std::string(64, 'a')}; // refused: leaves no gap
                    for (int i = 0; i < kEach; ++i)
                        if (!outbox.enqueue(fixture.item("{\"a\":1}")) || outbox.enqueue(wrong))
                            qFatal("an item was not accepted");
                });
        }
        std::set<std::int64_t> seqs;
        const auto batch =
            outbox.nextBatch(std::size_t{kThreads} * kEach, 1 << 24, [](std::int64_t) { return false; }).value();
        for (const auto& item : batch.items)
            seqs.insert(item.seq);
        QCOMPARE(seqs.size(), std::size_t{kThreads} * kEach);
        QCOMPARE(*seqs.rbegin(), std::int64_t{kThreads} * kEach);
    }

    void closesAnIntentInTheSameTransaction()
    {
        StoreFixture fixture;
        auto& store = fixture.reopen();
        auto item = fixture.item("{}");
        item.closesIntent = base::newUuid(fixture.clock);
        QCOMPARE(store.outbox().enqueue(item).error().code, StoreCode::IntentUnknown);
        QCOMPARE(store.outbox().counts()->pending, 0);
        QVERIFY(store.journal().open({item.closesIntent, "submit", "s-1", "{}"}));
        QVERIFY(store.outbox().enqueue(item));
        QVERIFY(store.journal().openIntents()->empty());
        QCOMPARE(store.journal().recent(1)->at(0).outcome, std::string("done"));
    }

    void startsANewEpochWhenTheMachineGetsAnotherName()
    {
        StoreFixture fixture;
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        const auto old = fixture.batch();
        fixture.options.deviceId = "TEST-02";
        const auto accepted = fixture.reopen().outbox().enqueue(fixture.item("{}")).value();
        QVERIFY(accepted.localNumber.starts_with("TEST-02-"));
        QCOMPARE(accepted.seq, 1);
        const auto batch = fixture.batch();
        QCOMPARE(batch.items.size(), std::size_t{1}); // one epoch at a time
        QCOMPARE(batch.device, std::string("TEST-01"));
        QCOMPARE(batch.epoch, old.epoch);
    }

    void refusesArgumentsThatTheFormatDoesNotAllow()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        auto item = fixture.item("{}");
        item.key = "not a key";
        QCOMPARE(outbox.enqueue(item).error().code, StoreCode::Invalid);
        item = fixture.item("{}");
        item.blobs = {"../../etc/passwd"};
        QCOMPARE(outbox.enqueue(item).error().code, StoreCode::Invalid);
        const std::string tooLong(queue::store::NewItem::kMostBody + 1, 'x');
        QCOMPARE(outbox.enqueue(fixture.item(tooLong)).error().code, StoreCode::Invalid);
    }
};

BANSHI_TEST(OutboxTest)
#include "outbox_test.moc"
