// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's queue beside the stand-in of the city, over real TLS.
#include "banshi/queue/gateway/machine_state.h"
#include "banshi/queue/sync/daily_reconciliation.h"
#include "banshi/queue/sync/queue_calls.h"
#include "banshi/queue/sync/receipts.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "real_city.h"

#include "banshi/testing/queue/scripted_city.h"

#include <QTest>
#include <atomic>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;
using queue::sync::CallOutcome;
using queue::sync::Reconciliation;
using queue::sync::ReconciliationTally;

namespace
{

/// The machine's end of the line to one platform.
struct Line
{
    testing::queue::StoreFixture& fixture;
    queue::contract::Contract contract;
    queue::contract::SchemaGate gate;
    queue::sync::HttpsClient client;
    queue::sync::LineWatch watch;
    queue::sync::QueueCalls queueCalls;
    queue::sync::ContractCalls calls;
    Reconciliation reconciliation;

    Line(testing::queue::StoreFixture& given, const std::filesystem::path& tls, const std::string& url)
        : fixture(given), gate(contract, fixture.clock),
          client(testing::queue::kioskIdentity(tls, url), "TEST-01", fixture.clock), watch(client, fixture.clock),
          queueCalls(client, watch, contract, gate, fixture.clock), calls(client, watch, contract, gate),
          reconciliation(*fixture.store, calls, fixture.clock, "TEST-01",
                         queue::gateway::reconciliationMemory(*fixture.store))
    {
    }
    /// Sends what is pending; the answers reach the store only when they are not lost.
    void send(bool isAnswerLost)
    {
        while (true)
        {
            const auto batch = fixture.batch();
            if (batch.items.empty())
                return;
            const auto outcome = queueCalls.sendBatch(batch);
            std::vector<queue::store::Settlement> settled;
            for (const auto& item : batch.items)
                settled.push_back({item.id, false, outcome.verdicts.at(item.key).receipt, {}});
            if (isAnswerLost || !fixture.store->outbox().settle(settled))
                return;
        }
    }
    ReconciliationTally reconcile()
    {
        ReconciliationTally tally;
        const auto outcome = reconciliation.run(tally);
        if (outcome.kind != CallOutcome::Kind::Done)
            qWarning("%s", outcome.code.c_str());
        return tally;
    }
};

} // namespace

class ReconciliationTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

    /// A store that seals for the city, by the clock of today.
    std::unique_ptr<testing::queue::StoreFixture> machine() const
    {
        auto made = std::make_unique<testing::queue::StoreFixture>();
        made->clock.setWall(base::SystemClock().wall().utc, true);
        made->store = std::make_unique<queue::store::Store>(
            made->options, queue::store::PlatformKey::read(m_tls / "city-seal.pub").value(), made->clock);
        return made;
    }
    static std::string enqueue(testing::queue::StoreFixture& machine, int number)
    {
        const std::string body = json{
            {"item", "grid.report"},
            {"def_version", 1},
            {"form", {{"category", "other"}, {"text", std::to_string(number)}}},
            {"photos", json::array()},
            {"grid_code", "440399001002003"},
            {"made_at", "2026-01-01T00:00:00.000Z"},
            {"ttl_h", 72}}.dump();
        const auto item = machine.item(body);
        return machine.store->outbox().enqueue(item) ? item.key : std::string();
    }
    static int audited(testing::queue::StoreFixture& machine, const std::string& what)
    {
        constexpr int kAll = 10000;
        const auto entries = machine.store->settings().newestAudit(kAll).value();
        return static_cast<int>(
            std::count_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.what == what; }));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void acknowledgesWhatThePlatformHasAlthoughItsAnswerWasLost()
    {
        RealCity city(m_tls);
        const auto made = machine();
        Line line(*made, m_tls, city.url());
        const std::string key = enqueue(*made, 1);
        line.send(true);
        QCOMPARE(made->store->outbox().counts()->pending, 1);
        QCOMPARE(line.reconcile().acknowledged, 1);
        const auto item = made->store->inspection().show(key).value();
        QCOMPARE(item.state, std::string("acknowledged"));
        QVERIFY(!item.receipt.empty());
        QCOMPARE(item.sealedBytes, std::int64_t{0});
        QCOMPARE(line.reconcile().acknowledged, 0);
    }

    void comparesALongQueueStretchByStretch()
    {
        constexpr int kItems = Reconciliation::kStretch + 60;
        RealCity city(m_tls);
        const auto made = machine();
        Line line(*made, m_tls, city.url());
        for (int i = 0; i < kItems; ++i)
            enqueue(*made, i);
        const auto batch = made->batch();
        line.send(false);
        // What the platform holds of the last batch is unknown to the machine.
        QCOMPARE(made->store->outbox().counts()->pending, 0);
        for (int i = 0; i < 3; ++i)
            enqueue(*made, kItems + i);
        line.send(true);
        const auto tally = line.reconcile();
        QCOMPARE(tally.acknowledged, 3);
        QCOMPARE(tally.lost, 0);
        QCOMPARE(made->store->outbox().counts()->pending, 0);
        QVERIFY(!line.reconcile().isWhole);
        QCOMPARE(city.platform().dump().at("duplicates").get<int>(), 0);
    }

    void sendsAgainWhatWasParkedWithoutThePlatformsKnowledge()
    {
        RealCity city(m_tls);
        const auto made = machine();
        Line line(*made, m_tls, city.url());
        const std::string byProxy = enqueue(*made, 1);
        const std::string byHand = enqueue(*made, 2);
        const auto batch = made->batch();
        const std::vector<queue::store::Settlement> parked{{batch.items.at(0).id, true, {}, "request.tooLarge"}};
        QVERIFY(made->store->outbox().settle(parked));
        QVERIFY(made->store->inspection().park(byHand, "technician"));
        QCOMPARE(line.reconcile().resent, 1);
        QCOMPARE(made->store->inspection().show(byHand)->state, std::string("parked"));
        QCOMPARE(made->batch().items.at(0).key, byProxy);
        line.send(false);
        QCOMPARE(city.platform().dump().at("reports").size(), std::size_t{1});
        QCOMPARE(line.reconcile().resent, 0);
    }

    void tellsOnceWhatThePlatformHasLost()
    {
        const auto made = machine();
        {
            RealCity city(m_tls);
            Line line(*made, m_tls, city.url());
            for (int i = 0; i < 5; ++i)
                enqueue(*made, i);
            line.send(false);
            QCOMPARE(line.reconcile().lost, 0);
        }
        RealCity restored(m_tls); // from a backup of before
        Line line(*made, m_tls, restored.url());
        enqueue(*made, 5);
        line.send(false);
        const auto tally = line.reconcile();
        QVERIFY2(tally.isWhole, "the mark is below what both agreed on");
        QCOMPARE(tally.lost, 5);
        QCOMPARE(line.reconciliation.lost(), std::size_t{5});
        QCOMPARE(audited(*made, "queue.item.lostByPlatform"), 5);
        (void)line.reconcile();
        QCOMPARE(audited(*made, "queue.item.lostByPlatform"), 5);
        const Line afterARestart(*made, m_tls, restored.url());
        QCOMPARE(afterARestart.reconciliation.lost(), std::size_t{5});
    }

    void findsAGapByTheDigestAlone()
    {
        const auto made = machine();
        std::vector<std::string> keys;
        for (int i = 0; i < 3; ++i)
            keys.push_back(enqueue(*made, i));
        std::string digest = queue::sync::kFirstDigest;
        for (const auto& key : keys)
            digest = queue::sync::nextDigest(digest, key);
        std::string told = digest;
        testing::queue::ScriptedCity city(m_tls, [&](const testing::queue::CityAsk&) {
            return testing::queue::CityReply{
                200,
                json{{"missing", json::array()}, {"surplus", json::array()}, {"high_water", 3}, {"digest", told}}
                    .dump(),
                "application/json",
                {},
                false};
        });
        const auto batch = made->batch();
        std::vector<queue::store::Settlement> settled;
        for (const auto& item : batch.items)
            settled.push_back({item.id, false, "R", {}});
        QVERIFY(made->store->outbox().settle(settled));
        Line line(*made, m_tls, city.url());
        QVERIFY(!line.reconcile().isWhole); // the first run compares from number one anyhow
        QVERIFY(!line.reconcile().isWhole);
        told = queue::sync::kFirstDigest;
        QVERIFY(line.reconcile().isWhole);
    }

    void changesNothingWhenThePlatformDoesNotAnswer()
    {
        RealCity city(m_tls);
        const auto made = machine();
        Line line(*made, m_tls, city.url());
        enqueue(*made, 1);
        city.setNetwork(false);
        ReconciliationTally tally;
        QCOMPARE(line.reconciliation.run(tally).kind, CallOutcome::Kind::Passing);
        QVERIFY(line.reconciliation.lastDay().empty());
        QCOMPARE(made->store->outbox().counts()->pending, 1);
    }

    void comesOnceADayAtARandomMomentOfAnHour()
    {
        RealCity city(m_tls);
        const auto made = machine();
        Line line(*made, m_tls, city.url());
        enqueue(*made, 1);
        line.send(true);
        std::atomic<int> runs = 0;
        Reconciliation counted(*made->store, line.calls, made->clock, "TEST-01",
                               {[] { return std::nullopt; }, [&](const std::string&) { return ++runs > 0; }});
        made->clock.setWall(made->clock.wall().utc, false);
        queue::sync::DailyReconciliation daily(
            counted, made->clock, [] { return 0.5; }, [] {});
        made->clock.advance(11min);
        QCOMPARE(runs, 0); // nobody knows the day
        made->clock.setWall(made->clock.wall().utc, true);
        QTRY_VERIFY((made->clock.advance(1min), runs == 1));
        QCOMPARE(made->store->outbox().counts()->pending, 0);
        const auto day = made->clock.wall().utc;
        QTRY_VERIFY((made->clock.advance(30min), runs == 2));
        QVERIFY(std::chrono::floor<std::chrono::days>(made->clock.wall().utc) >
                std::chrono::floor<std::chrono::days>(day));
    }
};

BANSHI_TEST(ReconciliationTest)
#include "reconciliation_test.moc"
