// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/queue/sync/sender.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/queue/wire_item.h"
#include "banshi/testing/suite.h"
#include "platform_book.h"

#include <QTest>
#include <atomic>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::problemReply;
using testing::queue::ScriptedCity;
using testing::queue::sha256Hex;

namespace
{

const CityReply kBlobTaken{200, R"({"accepted":true,"duplicate":false})", "application/json", {}, false};

/// Store, scripted platform and everything between them but the sender, so that a test can fill the store first.
struct World
{
    testing::queue::StoreFixture fixture;
    PlatformBook book;
    std::unique_ptr<ScriptedCity> city;
    queue::contract::Contract contract;
    std::unique_ptr<queue::contract::SchemaGate> gate;
    std::unique_ptr<queue::sync::HttpsClient> client;
    std::unique_ptr<queue::sync::LineWatch> line;
    std::unique_ptr<queue::sync::QueueCalls> calls;
    std::unique_ptr<queue::sync::Sender> sender;

    explicit World(const std::filesystem::path& tls)
    {
        fixture.clock.setWall(base::SystemClock().wall().utc, true); // the certificates are of today
        fixture.reopen();
        city = std::make_unique<ScriptedCity>(tls, usual());
        gate = std::make_unique<queue::contract::SchemaGate>(contract, fixture.clock);
        client = std::make_unique<queue::sync::HttpsClient>(testing::queue::kioskIdentity(tls, city->url()), "TEST-01",
                                                            fixture.clock);
        line = std::make_unique<queue::sync::LineWatch>(*client, fixture.clock);
        calls = std::make_unique<queue::sync::QueueCalls>(*client, *line, contract, *gate, fixture.clock);
    }
    ~World()
    {
        client->stop();
        sender.reset();
    }
    ScriptedCity::Script usual()
    {
        return [this](const CityAsk& ask) {
            if (ask.target == "/v1/time")
                return CityReply{200, R"({"utc":"2026-01-01T00:00:00Z"})", "application/json", {}, false};
            return ask.target.starts_with("/v1/queue/blobs/") ? kBlobTaken : book.takeBatch(ask.body);
        };
    }
    void start()
    {
        sender = std::make_unique<queue::sync::Sender>(*fixture.store, *calls, fixture.clock, [] { return 1.0; });
    }
    std::string enqueue(std::string_view body, const std::vector<std::string>& blobs = {},
                        const std::string& stream = {})
    {
        auto item = fixture.item(body, stream);
        item.blobs = blobs;
        return fixture.store->outbox().enqueue(item) ? item.key : std::string();
    }
    [[nodiscard]] std::int64_t pending() const { return fixture.store->outbox().counts()->pending; }
    [[nodiscard]] std::int64_t parked() const { return fixture.store->outbox().counts()->parked; }
    [[nodiscard]] std::size_t batches() const { return city->asks("/v1/queue/batch").size(); }
};

} // namespace

class SenderTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void namesTheStreamOfAnItemWithoutSayingWhatItIs()
    {
        World world(m_tls);
        world.start();
        QVERIFY(!world.enqueue(R"({"n":1})", {}, "order-1").empty());
        QVERIFY(!world.enqueue(R"({"n":2})").empty());
        world.sender->wake();
        QTRY_COMPARE(world.pending(), 0);
        std::vector<std::string> streams;
        for (const auto& ask : world.city->asks("/v1/queue/batch"))
        {
            const auto body = json::parse(ask.body);
            QVERIFY(world.gate->checkRequest(*world.contract.find("sendQueueBatch"), body).empty());
            QCOMPARE(ask.headers.at("x-kiosk-id"), body.at("device").get<std::string>());
            for (const auto& item : body.at("items"))
                streams.push_back(item.value("stream", "none"));
        }
        QCOMPARE(streams.size(), std::size_t{2});
        QCOMPARE(streams[0].size(), std::size_t{32});
        QCOMPARE(streams[1], std::string("none"));
    }

    void sendsWhatTheContractDescribesOnceItIsWoken()
    {
        World world(m_tls);
        world.start();
        QVERIFY(!world.enqueue(R"({"n":1})").empty());
        world.sender->wake();
        QTRY_COMPARE(world.pending(), 0);
        const auto asks = world.city->asks("/v1/queue/batch");
        QCOMPARE(asks.size(), std::size_t{1});
        QVERIFY(base::isUuid(asks[0].headers.at("idempotency-key")));
        const auto body = json::parse(asks[0].body);
        QVERIFY(world.gate->checkRequest(*world.contract.find("sendQueueBatch"), body).empty());
        QCOMPARE(world.fixture.keys.openBody(testing::queue::wireItem(body["items"][0])).value(),
                 std::string(R"({"n":1})"));
        QVERIFY(world.line->line().reachable);
    }

    void sendsPicturesBeforeWhatRefersToThem()
    {
        World world(m_tls);
        const std::string picture = "\xff\xd8 picture";
        const std::string hash = sha256Hex(picture);
        QVERIFY(world.fixture.store->blobs().put(
            hash, {reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()}));
        world.enqueue("{}", {hash});
        world.start();
        QTRY_COMPARE(world.pending(), 0);
        const auto asks = world.city->asks("/v1/queue/");
        QCOMPARE(asks.size(), std::size_t{2});
        QCOMPARE(asks[0].target, "/v1/queue/blobs/" + hash);
        QCOMPARE(asks[0].headers.at("x-key-id"), std::string("key-1"));
        const std::vector<std::uint8_t> sealed(asks[0].body.begin(), asks[0].body.end());
        QCOMPARE(world.fixture.keys.open(sealed).value(), picture);
        QTRY_VERIFY(std::filesystem::is_empty(world.fixture.options.dataDir / "blobs"));
    }

    void countsOnceWhatWasTakenInWhileTheAnswerGotLost()
    {
        World world(m_tls);
        const std::string key = world.enqueue("{}");
        bool isFirst = true;
        world.city->setScript([&](const CityAsk& ask) {
            auto reply = world.book.takeBatch(ask.body);
            reply.isDropped = std::exchange(isFirst, false);
            return reply;
        });
        world.start();
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.pending() == 0));
        QVERIFY(world.batches() >= 2);
        QCOMPARE(world.book.times.at(key), 1);
    }

    void waitsAtLeastAsLongAsThePlatformAsks()
    {
        World world(m_tls);
        world.enqueue("{}");
        std::vector<base::MonoTime> times;
        world.city->setScript([&](const CityAsk& ask) {
            times.push_back(world.fixture.clock.now());
            return times.size() == 1 ? problemReply(503, "platform.unavailable", "retry", {{"Retry-After", "120"}})
                                     : world.book.takeBatch(ask.body);
        });
        world.start();
        QTRY_COMPARE(world.batches(), std::size_t{1});
        QTRY_VERIFY((world.sender->wake(), world.fixture.clock.advance(5s), world.pending() == 0));
        QVERIFY(times.at(1) - times.at(0) >= 120s);
    }

    void parksWhatIsRejectedAndGoesOn()
    {
        World world(m_tls);
        const std::string bad = world.enqueue(R"({"n":1})");
        world.enqueue(R"({"n":2})");
        world.book.spoil = [&](const json& item) {
            if (item.at("key") != bad)
                return json();
            return json{{"verdict", "rejected"}, {"problem", problemOf("permit.unknown", "fatal", 404)}};
        };
        world.start();
        QTRY_COMPARE(world.pending(), 0);
        QCOMPARE(world.parked(), 1);
    }

    void letsOneItemRestWhileTheOthersGoOn()
    {
        World world(m_tls);
        const std::string slow = world.enqueue(R"({"n":1})");
        const std::string silent = world.enqueue(R"({"n":2})");
        std::atomic<bool> isWanted = false;
        world.book.spoil = [&](const json& item) {
            if (isWanted)
                return json();
            if (item.at("key") == slow)
                return json{{"verdict", "retry"}};
            return item.at("key") == silent ? json(false) : json(); // no verdict at all
        };
        world.enqueue(R"({"n":3})");
        world.start();
        QTRY_COMPARE(world.pending(), 2);
        isWanted = true;
        world.enqueue(R"({"n":4})");
        world.sender->wake();
        QTRY_COMPARE(world.pending(), 2); // still resting
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.pending() == 0));
        QCOMPARE(world.parked(), 0);
    }

    void findsTheOneItemThatSpoilsItsBatch()
    {
        World world(m_tls);
        std::string bad;
        for (int i = 0; i < 9; ++i)
        {
            const std::string key = world.enqueue("{\"n\":" + std::to_string(i) + "}");
            bad = i == 5 ? key : bad;
        }
        world.city->setScript([&](const CityAsk& ask) {
            return ask.body.find(bad) == std::string::npos ? world.book.takeBatch(ask.body)
                                                           : problemReply(422, "request.invalid", "fatal");
        });
        world.start();
        QTRY_COMPARE(world.pending(), 0);
        QCOMPARE(world.parked(), 1);
        QCOMPARE(world.book.times.size(), std::size_t{8});
        QVERIFY(!world.book.times.contains(bad));
    }

    void sendsPicturesAgainThatThePlatformMisses()
    {
        World world(m_tls);
        const std::string picture = "\xff\xd8 picture";
        const std::string hash = sha256Hex(picture);
        QVERIFY(world.fixture.store->blobs().put(
            hash, {reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()}));
        world.enqueue("{}", {hash});
        world.book.spoil = [&](const json&) {
            if (world.city->handshakes() > 0 && m_blobs++ > 0)
                return json();
            return json{{"verdict", "retry"}, {"problem", problemOf("blob.missing", "retry", 409)}};
        };
        world.start();
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.pending() == 0));
        QCOMPARE(world.city->asks("/v1/queue/blobs/").size(), std::size_t{2});
    }

    void parksWhatNeedsAPictureThatThePlatformRefuses()
    {
        World world(m_tls);
        const std::string picture = "\xff\xd8 picture";
        const std::string hash = sha256Hex(picture);
        QVERIFY(world.fixture.store->blobs().put(
            hash, {reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()}));
        world.enqueue("{}", {hash});
        world.enqueue(R"({"other":1})");
        world.city->setScript([&](const CityAsk& ask) {
            return ask.target.starts_with("/v1/queue/blobs/") ? problemReply(422, "blob.wrongHash", "fatal")
                                                              : world.book.takeBatch(ask.body);
        });
        world.start();
        QTRY_COMPARE(world.pending(), 0);
        QCOMPARE(world.parked(), 1);
        QCOMPARE(world.book.times.size(), std::size_t{1});
    }

    void takesNonsenseForTroubleNotForAnAnswer()
    {
        World world(m_tls);
        world.enqueue("{}");
        int turn = 0;
        world.city->setScript([&](const CityAsk& ask) {
            switch (turn++)
            {
            case 0:
                return CityReply{200, "<html>login</html>", "text/html", {}, false};
            case 1:
                return CityReply{
                    200, R"({"verdicts":[{"key":7,"verdict":"accepted"}]})", "application/json", {}, false};
            case 2:
                return CityReply{200, R"({"verdicts":)", "application/json", {}, false};
            case 3:
                return problemReply(403, "request.forbidden", "operator");
            default:
                return world.book.takeBatch(ask.body);
            }
        });
        world.start();
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.pending() == 0));
        QCOMPARE(world.parked(), 0);
        QCOMPARE(world.batches(), std::size_t{5});
    }

    void keepsOrderInsideAStreamOverOneConnection()
    {
        World world(m_tls);
        std::vector<std::string> bodies;
        for (int i = 0; i < 5; ++i)
        {
            bodies.push_back("{\"n\":" + std::to_string(i) + "}");
            world.enqueue(bodies.back(), {}, "order-1");
        }
        world.start();
        QTRY_COMPARE(world.pending(), 0);
        std::vector<std::string> arrived;
        for (const auto& item : world.book.order)
            arrived.push_back(world.fixture.keys.openBody(testing::queue::wireItem(item)).value());
        QCOMPARE(arrived, bodies);
        QCOMPARE(world.city->handshakes(), 1);
    }

    void startsAtOnceWhenTheLineComesBack()
    {
        World world(m_tls);
        world.city->setNetwork(false);
        world.enqueue("{}");
        world.start();
        QTRY_COMPARE(world.line->line().lastProblem, std::string("queue.sync.unreachable"));
        world.city->setNetwork(true);
        world.line->start([&] { world.sender->wake(); }); // its first question finds the line back
        QTRY_COMPARE(world.pending(), 0);
        world.line->stop();
    }

    void restsForItsPartOfTheSpreadHoweverOftenItIsWoken()
    {
        World world(m_tls);
        world.start();
        const auto until = world.fixture.clock.now() + 20s;
        world.sender->rest(20s);
        std::atomic<bool> isTooEarly = false;
        world.city->setScript([&](const CityAsk& ask) {
            isTooEarly = isTooEarly || world.fixture.clock.now() < until;
            return world.book.takeBatch(ask.body);
        });
        world.enqueue("{}");
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.sender->wake(), world.pending() == 0));
        QVERIFY(!isTooEarly);
    }

    void drainsTenThousandItemsBehindAPoisonOne()
    {
        constexpr int kHealthy = 10'000;
        World world(m_tls);
        world.fixture.options.syncEveryCommit = false; // no power is cut here, and 10,000 syncs take their time
        world.fixture.reopen();
        const std::string poison = world.enqueue(R"({"poison":true})", {}, "case-1");
        world.enqueue(R"({"behind":true})", {}, "case-1");
        for (int i = 0; i < kHealthy; ++i)
            world.enqueue("{\"n\":" + std::to_string(i) + "}");
        // The platform cannot read it, and refuses every batch that it is in: nothing says which one it was.
        world.city->setScript([&](const CityAsk& ask) {
            return ask.body.find(poison) != std::string::npos ? problemReply(422, "queue.unreadable", "fatal")
                                                              : world.book.takeBatch(ask.body);
        });
        world.start();
        QTRY_COMPARE_WITH_TIMEOUT(world.pending(), 1, 60000); // what stands behind it in its case waits for a person
        QCOMPARE(world.parked(), 1);
        QCOMPARE(world.book.times.size(), std::size_t{kHealthy});
        for (const auto& [key, times] : world.book.times)
            QCOMPARE(times, 1);
        // Halving finds it in some ten batches; the others lose no more than that.
        QVERIFY(world.batches() <= kHealthy / 100 + 40);
    }

private:
    int m_blobs = 0;
};

BANSHI_TEST(SenderTest)
#include "sender_test.moc"
