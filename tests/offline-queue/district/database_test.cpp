// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/sync/receipts.h"
#include "banshi/testing/suite.h"
#include "private_postgres.h"

#include <QTest>
#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

using namespace banshi::queue::district;

class DatabaseTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivatePostgres> m_server;
    std::string m_url;
    std::unique_ptr<Database> m_database;

    [[nodiscard]] Acceptance accept(const IncomingBatch& batch) const
    {
        return m_database->intake().accept(batch).value_or(Acceptance{});
    }
    [[nodiscard]] static std::vector<Taken> all(std::size_t count, Taken taken)
    {
        return std::vector<Taken>(count, taken);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("the package postgresql-15 is missing");
        m_server = std::make_unique<PrivatePostgres>();
        QVERIFY(m_server->isRunning());
        m_url = m_server->freshDatabase();
        m_database = std::make_unique<Database>(PrivatePostgres::options(m_url, "one"));
        const auto prepared = m_database->prepare();
        QVERIFY2(prepared.has_value(), prepared ? "" : prepared.error().detail.c_str());
    }
    void init() { PrivatePostgres::clear(m_url); }

    void takesABatchOnceAndKnowsItAgain()
    {
        const auto batch = batchOf("D-1", 1, 100);
        const auto first = m_database->intake().accept(batch);
        QVERIFY2(first.has_value(), first ? "" : first.error().detail.c_str());
        QVERIFY(first->items == all(100, Taken::New));
        QCOMPARE(first->highWater, 100);
        const auto second = accept(batch);
        QVERIFY(second.items == all(100, Taken::Repeat));
        QCOMPARE(second.digest, first->digest);
        QVERIFY(accept(batchOf("D-2", 1, 100)).items == all(100, Taken::New));
        QCOMPARE(m_database->intake().counts()->pending, 200);
    }

    void keepsSealedBytesAsTheyCame()
    {
        const auto batch = batchOf("D-1", 1, 3);
        QCOMPARE(accept(batch).items.size(), std::size_t{3});
        QCOMPARE(m_database->outgoing().claim(1)->size(), std::size_t{1});
        const auto sent = m_database->outgoing().nextBatch("D-1", 100);
        QVERIFY(sent.has_value());
        QCOMPARE(sent->epoch, batch.epoch);
        for (std::size_t i = 0; i < 3; ++i)
        {
            QVERIFY(sent->items.at(i).sealed == batch.items[i].sealed);
            QCOMPARE(sent->items[i].key, batch.items[i].key);
            QCOMPARE(sent->items[i].bodyHmac, batch.items[i].bodyHmac);
        }
    }

    void refusesAKnownKeyWithOtherContentAndAUsedNumber()
    {
        QVERIFY(accept(batchOf("D-1", 1, 2)).items == all(2, Taken::New));
        auto other = batchOf("D-1", 1, 3);
        other.items[0].bodyHmac = std::string(64, 'f');
        other.items[1].key = batchOf("D-1", 77, 1).items[0].key; // a new key under number 2
        QVERIFY((accept(other).items == std::vector{Taken::Conflict, Taken::Conflict, Taken::New}));
        QVERIFY(accept(batchOf("D-1", 1, 3)).items == all(3, Taken::Repeat));
    }

    void judgesWhatStandsTwiceInABatchAndTakesAnyOrder()
    {
        auto twice = batchOf("D-1", 1, 4);
        twice.items[1].seq = 1;                  // another key under the same number
        twice.items[3].key = twice.items[2].key; // the same key
        twice.items[3].bodyHmac = twice.items[2].bodyHmac;
        QVERIFY((accept(twice).items == std::vector{Taken::New, Taken::Conflict, Taken::New, Taken::Repeat}));
        auto backwards = batchOf("D-2", 1, 3);
        std::reverse(backwards.items.begin(), backwards.items.end());
        const auto taken = accept(backwards);
        QVERIFY(taken.items == all(3, Taken::New));
        QCOMPARE(taken.highWater, 3);
        QCOMPARE(taken.digest, accept(batchOf("D-2", 1, 3)).digest);
        QCOMPARE(m_database->intake().counts()->pending, 5);
    }

    void answersABatchThatComesAgainUnderItsOwnKeyAsTheFirstTime()
    {
        QVERIFY(accept(batchOf("D-1", 1, 1)).items == all(1, Taken::New));
        auto batch = batchOf("D-1", 1, 4);
        batch.key = "01900000-0000-7000-8000-00000000abcd";
        batch.bodyHash = std::string(64, 'b');
        batch.at = "2026-01-01T00:00:00.000Z";
        batch.items[1].bodyHmac = std::string(64, 'f');
        batch.items[1].key = batch.items[0].key;
        const auto& parked = batch.items[0].key;
        QVERIFY(m_database->outgoing().settle("D-1", {{parked, true, {}, "queue.unreadable", {}}}));
        const auto first = accept(batch);
        QVERIFY((first.items == std::vector{Taken::Repeat, Taken::Conflict, Taken::New, Taken::New}));
        QCOMPARE(accept(batchOf("D-1", 2, 1)).highWater, 4);
        QVERIFY(m_database->outgoing().settle("D-1", {{batch.items[2].key, true, {}, "queue.keyUnknown", {}}}));
        auto later = batch;
        later.at = "2026-01-02T00:00:00.000Z";
        const auto again = accept(later);
        QVERIFY(again.items == first.items);
        QCOMPARE(again.highWater, first.highWater);
        QCOMPARE(again.digest, first.digest);
        QCOMPARE(again.at, batch.at);
        QCOMPARE(again.known.size(), std::size_t{1});
        QCOMPARE(again.known.at(parked).code, std::string("queue.unreadable"));
        QVERIFY(accept(batchOf("D-2", 1, 1)).items == all(1, Taken::New)); // connections are in order
    }

    void refusesAnotherBatchUnderAKnownKeyAndAddsNothingOfIt()
    {
        auto batch = batchOf("D-1", 1, 1);
        batch.key = "01900000-0000-7000-8000-00000000abcd";
        batch.bodyHash = std::string(64, 'b');
        QVERIFY(accept(batch).items == all(1, Taken::New));
        auto other = batchOf("D-1", 2, 1);
        other.key = batch.key;
        other.bodyHash = std::string(64, 'c');
        const auto refused = m_database->intake().accept(other);
        QVERIFY(!refused && refused.error().code == DistrictCode::KeyReused);
        QVERIFY(!m_database->intake().find("D-1", other.items[0].key)->has_value());
        other.device = "D-2"; // keys are a machine's own
        QVERIFY(accept(other).items == all(1, Taken::New));
    }

    void forgetsTheAnswersOfLongAgo()
    {
        const auto answer = [&](std::int64_t seq, const std::string& key) {
            auto batch = batchOf("D-1", seq, 1);
            batch.key = key;
            batch.bodyHash = std::string(64, 'b');
            return accept(batch).items;
        };
        const std::string lately = banshi::base::newUuid(banshi::base::SystemClock());
        QVERIFY(answer(1, "01700000-0000-7000-8000-000000000001") == all(1, Taken::New)); // of 2022
        QVERIFY(answer(2, lately) == all(1, Taken::New));
        QVERIFY(answer(3, banshi::base::newUuid(banshi::base::SystemClock())) == all(1, Taken::New));
        QVERIFY(answer(1, "01700000-0000-7000-8000-000000000001") == all(1, Taken::Repeat));
        QVERIFY(answer(2, lately) == all(1, Taken::New));
    }

    void countsWithoutGaps()
    {
        QCOMPARE(accept(batchOf("D-1", 1, 2)).highWater, 2);
        QCOMPARE(accept(batchOf("D-1", 5, 2)).highWater, 2);
        const auto closed = accept(batchOf("D-1", 3, 2));
        QCOMPARE(closed.highWater, 6);
        QCOMPARE(closed.digest, accept(batchOf("D-1", 1, 6)).digest);
        std::string digest = banshi::queue::sync::kFirstDigest;
        for (const auto& item : batchOf("D-1", 1, 6).items)
            digest = banshi::queue::sync::nextDigest(digest, item.key);
        QCOMPARE(closed.digest, digest);
    }

    void knowsASalvagedQueueByItsKeys()
    {
        QVERIFY(accept(batchOf("D-1", 1, 3)).items == all(3, Taken::New));
        auto salvaged = batchOf("D-1", 1, 3);
        salvaged.epoch = "fedcba9876543210";
        salvaged.items.erase(salvaged.items.begin());
        for (auto& item : salvaged.items)
            --item.seq;
        const auto again = accept(salvaged);
        QVERIFY(again.items == all(2, Taken::Repeat));
        QCOMPARE(again.highWater, 2);
        QCOMPARE(m_database->intake().counts()->pending, 3);
    }

    void takesEachItemOnceWhenTheSameComesAtOnce()
    {
        std::atomic<int> fresh = 0;
        {
            std::vector<std::jthread> machines;
            for (int i = 0; i < 4; ++i)
                machines.emplace_back([&] {
                    for (const auto taken : accept(batchOf("D-1", 1, 50)).items)
                        fresh += taken == Taken::New ? 1 : 0;
                });
        }
        QCOMPARE(fresh.load(), 50);
    }

    void keepsWhatItAcknowledgedWhenTheServerDies()
    {
        QVERIFY(accept(batchOf("D-1", 1, 10)).items == all(10, Taken::New));
        QVERIFY(m_server->restart());
        QTRY_VERIFY(m_database->intake().counts().has_value()); // old connections are dead and are replaced
        QTRY_COMPARE(accept(batchOf("D-1", 1, 10)).items.size(), std::size_t{10});
        QVERIFY(accept(batchOf("D-1", 1, 10)).items == all(10, Taken::Repeat));
    }

    void losesAndDoublesNothingWhenTheServerDiesUnderLoad()
    {
        constexpr int kItems = 10;
        const std::vector<std::string> devices{"D-1", "D-2", "D-3"};
        std::vector<std::atomic<int>> batches(devices.size());
        const auto all = [&] { return std::accumulate(batches.begin(), batches.end(), 0); };
        bool isEveryRestartDone = true;
        {
            std::vector<std::jthread> machines;
            for (std::size_t d = 0; d < devices.size(); ++d)
                machines.emplace_back([&, d](const std::stop_token& stop) {
                    while (!stop.stop_requested())
                    {
                        const auto batch = batchOf(devices[d], 1 + batches[d] * kItems, kItems);
                        while (!m_database->intake().accept(batch)) // not known: the machine sends it again
                            std::this_thread::yield();
                        ++batches[d];
                    }
                });
            for (int i = 0; i < 2; ++i)
            {
                const int before = all();
                while (all() < before + 10)
                    std::this_thread::yield();
                isEveryRestartDone = m_server->restart() && isEveryRestartDone;
            }
        } // asks the machines to stop, and joins them
        QVERIFY(isEveryRestartDone);
        for (std::size_t d = 0; d < devices.size(); ++d)
            QTRY_COMPARE(accept(batchOf(devices[d], 1, 1)).highWater, batches[d] * kItems);
        const auto rows = PrivatePostgres::ask(m_url, "SELECT count(*), count(DISTINCT (device, seq)), "
                                                      "count(DISTINCT (device, key)) FROM district.item");
        const auto count = std::to_string(all() * kItems);
        QCOMPARE(rows, std::vector<std::string>{count + '|' + count + '|' + count});
    }

    void saysWhatDiffersFromTheMachine()
    {
        QCOMPARE(accept(batchOf("D-1", 1, 3)).highWater, 3);
        const auto lost = batchOf("D-1", 9, 1).items[0].key;
        const auto kept = batchOf("D-1", 2, 1).items[0].key;
        const auto found = m_database->intake().compare({"D-1", "0123456789abcdef", 2, 3, {kept, lost}});
        QVERIFY(found.has_value());
        QVERIFY(found->missing == std::vector{lost});
        QCOMPARE(found->held.size(), std::size_t{2});
        QVERIFY(found->held[0].item.state == KeptItem::State::Waits);
        QCOMPARE(found->highWater, 3);
        QCOMPARE(found->digest, accept(batchOf("D-1", 1, 3)).digest);
        QVERIFY(!m_database->intake().find("D-2", kept)->has_value());
        QCOMPARE(m_database->intake().find("D-1", kept).value()->operation, std::string("reports"));
    }

    void remembersWhatThePlatformHasSaid()
    {
        const auto batch = batchOf("D-1", 1, 2);
        QCOMPARE(accept(batch).highWater, 2);
        const auto settled =
            m_database->outgoing().settle("D-1", {{batch.items[0].key, false, "rcp-1", {}, {}},
                                                  {batch.items[1].key, true, {}, "queue.unreadable", {}}});
        QVERIFY(settled.has_value());
        const auto known = accept(batch).known;
        QVERIFY(known.at(batch.items[0].key).state == KeptItem::State::Arrived);
        QCOMPARE(known.at(batch.items[0].key).receipt, std::string("rcp-1"));
        auto salvaged = batch;
        salvaged.epoch = "fedcba9876543210";
        QCOMPARE(accept(salvaged).highWater, 2);
        const auto held = m_database->intake().compare({"D-1", salvaged.epoch, 1, 9, {}})->held;
        QCOMPARE(held.size(), std::size_t{2});
        QVERIFY(held[1].item.state == KeptItem::State::Parked);
        QCOMPARE(held[1].item.code, std::string("queue.unreadable"));
    }

    void refusesAServerThatForgets()
    {
        (void)PrivatePostgres::ask(m_url, "ALTER SYSTEM SET fsync = off");
        (void)PrivatePostgres::ask(m_url, "SELECT pg_reload_conf()");
        QTRY_COMPARE(PrivatePostgres::ask(m_url, "SHOW fsync"), std::vector<std::string>{"off"});
        Database careless(PrivatePostgres::options(m_url, "two"));
        QVERIFY(!careless.prepare());
        QVERIFY(careless.intake().accept(batchOf("D-1", 1, 1)).error().code == DistrictCode::NotDurable);
        (void)PrivatePostgres::ask(m_url, "ALTER SYSTEM RESET fsync");
        (void)PrivatePostgres::ask(m_url, "SELECT pg_reload_conf()");
        QTRY_VERIFY(careless.prepare().has_value());
    }
};

BANSHI_TEST(DatabaseTest)
#include "database_test.moc"
