// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/district/forwarder.h"

#include "banshi/base/system_clock.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/queue/scripted_city.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "platform_book.h"
#include "private_postgres.h"

#include <QTest>

using namespace banshi;
using namespace banshi::queue::district;
using nlohmann::json;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::problemReply;

namespace
{

const CityReply kPictureTaken{200, R"({"accepted":true,"duplicate":false})", "application/json", {}, false};

/// A platform, two instances' records, and the calls between them.
struct World
{
    testing::ManualClock clock;
    PlatformBook book;
    testing::queue::ScriptedCity city;
    queue::contract::Contract contract;
    queue::contract::SchemaGate gate;
    queue::sync::HttpsClient client;
    queue::sync::LineWatch line;
    queue::sync::QueueCalls calls;
    Database one;
    Database two;
    std::vector<std::unique_ptr<Forwarder>> forwarders;

    World(const std::filesystem::path& tls, const std::string& url)
        : city(tls, usual()), gate(contract, clock),
          client({city.url(), tls / "ca.pem", tls / "district.pem", tls / "district.key"}, "DISTRICT-01", clock),
          line(client, clock), calls(client, line, contract, gate, clock), one(PrivatePostgres::options(url, "one")),
          two(PrivatePostgres::options(url, "two"))
    {
        clock.setWall(base::SystemClock().wall().utc, true); // the certificates are of today
    }
    ~World()
    {
        client.stop();
        forwarders.clear();
    }
    testing::queue::ScriptedCity::Script usual()
    {
        return [this](const CityAsk& ask) {
            return ask.target.starts_with("/v1/queue/blobs/") ? kPictureTaken : book.takeBatch(ask.body);
        };
    }
    void start(Database& database)
    {
        constexpr int kLanes = 2;
        forwarders.push_back(std::make_unique<Forwarder>(
            Forwarder::Ground{database.outgoing(), calls, clock, [] { return 1.0; }, kLanes}));
    }
    [[nodiscard]] DistrictCounts counts() { return one.intake().counts().value_or(DistrictCounts{-1, -1, -1}); }
    [[nodiscard]] KeptItem find(const std::string& device, const std::string& key)
    {
        return one.intake().find(device, key).value().value_or(KeptItem{});
    }
};

} // namespace

class ForwarderTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    std::unique_ptr<PrivatePostgres> m_server;
    std::string m_url;

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("the package postgresql-15 is missing");
        QVERIFY(m_certificates.make());
        m_server = std::make_unique<PrivatePostgres>();
        QVERIFY(m_server->isRunning());
        m_url = m_server->freshDatabase();
        QVERIFY(Database(PrivatePostgres::options(m_url, "one")).prepare().has_value());
    }
    void init() { PrivatePostgres::clear(m_url); }

    void sendsEachItemOfEachDeviceOnceFromTwoInstances()
    {
        constexpr int kDevices = 20;
        constexpr int kItems = 150;
        World world(m_tls, m_url);
        for (int device = 0; device < kDevices; ++device)
            QVERIFY(world.one.intake().accept(batchOf("D-" + std::to_string(device), 1, kItems)));
        world.start(world.one);
        world.start(world.two);
        QTRY_COMPARE(world.counts().pending, 0);
        QTRY_COMPARE(world.counts().devices, 0);
        QCOMPARE(world.book.times.size(), std::size_t{kDevices * kItems});
        QCOMPARE(world.book.order.size(), std::size_t{kDevices * kItems});
        for (const auto& ask : world.city.asks("/v1/queue/batch"))
        {
            const auto body = json::parse(ask.body);
            QVERIFY(world.gate.checkRequest(*world.contract.find("sendQueueBatch"), body).empty());
            QCOMPARE(ask.headers.at("x-kiosk-id"), body.at("device").get<std::string>());
            QCOMPARE(ask.peer, std::string("DISTRICT-01"));
        }
        const auto key = batchOf("D-3", 7, 1).items[0].key;
        QCOMPARE(world.find("D-3", key).receipt, "R-" + key);
    }

    void sendsBytesAsTheyCameAndPicturesFirst()
    {
        World world(m_tls, m_url);
        const auto batch = batchOf("D-1", 1, 1);
        QVERIFY(world.one.intake().accept(batch));
        QVERIFY(world.one.intake().keepPicture("D-1", std::string(64, 'a'), {"key-1", {1, 0, 2}}));
        world.start(world.one);
        QTRY_COMPARE(world.counts().devices, 0);
        const auto pictures = world.city.asks("/v1/queue/blobs/");
        QCOMPARE(pictures.size(), std::size_t{1});
        QCOMPARE(pictures[0].body, std::string("\1\0\2", 3));
        QCOMPARE(pictures[0].headers.at("x-key-id"), std::string("key-1"));
        QCOMPARE(world.city.asks("/v1/queue/")[0].target, "/v1/queue/blobs/" + std::string(64, 'a'));
        const auto item = json::parse(world.city.asks("/v1/queue/batch")[0].body)["items"][0];
        QCOMPARE(item["sealed"].get<std::string>(), std::string("AAH/AQ=="));
        QCOMPARE(item["body_hmac"].get<std::string>(), batch.items[0].bodyHmac);
    }

    void waitsForAPlatformThatIsAwayAndGoesOnWhenTheLineIsBack()
    {
        World world(m_tls, m_url);
        world.city.setNetwork(false);
        QVERIFY(world.one.intake().accept(batchOf("D-1", 1, 3)));
        world.start(world.one);
        QTRY_COMPARE(world.line.line().lastProblem, std::string("queue.sync.unreachable"));
        world.city.setNetwork(true);
        QTRY_VERIFY((world.forwarders.front()->lineIsBack(), world.counts().pending == 0));
        QCOMPARE(world.book.times.size(), std::size_t{3});
    }

    void putsADeviceOffThatThePlatformDoesNotWantWithoutDelayingOthers()
    {
        World world(m_tls, m_url);
        world.city.setScript([&](const CityAsk& ask) {
            return ask.headers.at("x-kiosk-id") == "D-1" ? problemReply(403, "request.forbidden", "operator")
                                                         : world.book.takeBatch(ask.body);
        });
        QVERIFY(world.one.intake().accept(batchOf("D-1", 1, 2)));
        QVERIFY(world.one.intake().accept(batchOf("D-2", 1, 2)));
        world.start(world.one);
        QTRY_COMPARE(world.book.times.size(), std::size_t{2});
        QTRY_COMPARE(world.counts().pending, 2);
        QCOMPARE(world.counts().parked, 0);
    }

    void parksWhatIsRefusedAndFindsTheOneThatSpoilsItsBatch()
    {
        World world(m_tls, m_url);
        const auto batch = batchOf("D-1", 1, 8);
        world.city.setScript([&](const CityAsk& ask) {
            return ask.body.find(batch.items[5].key) == std::string::npos
                       ? world.book.takeBatch(ask.body)
                       : problemReply(400, "request.invalid", "fatal");
        });
        world.book.spoil = [&](const json& item) {
            return item["seq"] == 2
                       ? json{{"verdict", "rejected"}, {"problem", problemOf("queue.unreadable", "fatal", 422)}}
                       : json();
        };
        QVERIFY(world.one.intake().accept(batch));
        world.start(world.one);
        QTRY_COMPARE(world.counts().pending, 0);
        QCOMPARE(world.counts().parked, 2);
        QCOMPARE(world.book.times.size(), std::size_t{6});
        QCOMPARE(world.find("D-1", batch.items[1].key).code, std::string("queue.unreadable"));
        QCOMPARE(world.find("D-1", batch.items[5].key).code, std::string("request.invalid"));
    }

    void sendsAPictureAgainThatThePlatformMissesAndParksWhatNobodyHas()
    {
        World world(m_tls, m_url);
        int misses = 0;
        world.book.spoil = [&](const json& item) {
            const bool isMissing = item["seq"] == 1 ? misses++ == 0 : true;
            return isMissing ? json{{"verdict", "retry"}, {"problem", problemOf("blob.missing", "retry", 409)}}
                             : json();
        };
        QVERIFY(world.one.intake().keepPicture("D-1", std::string(64, 'a'), {"key-1", {1}}));
        QVERIFY(world.one.intake().accept(batchOf("D-1", 1, 1)));
        QVERIFY(world.one.intake().accept(batchOf("D-2", 2, 1))); // and no picture at all
        world.start(world.one);
        QTRY_COMPARE(world.counts().parked, 1);
        QTRY_COMPARE(world.city.asks("/v1/queue/blobs/").size(), std::size_t{2});
        // It rests in the database's time, a second at first; the forwarder's looks are in the test's.
        const auto isThere = [&] {
            world.clock.advance(std::chrono::seconds(2));
            return world.book.times.size() == 1;
        };
        QTRY_VERIFY(isThere());
    }
};

BANSHI_TEST(ForwarderTest)
#include "forwarder_test.moc"
