// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/queue/sync/sender.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "platform_book.h"

#include <QTest>
#include <sqlite3.h>
#include <stdexcept>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;
using testing::queue::CityAsk;

namespace
{

/// A store, a platform that keeps a book, and a sender with the test's own random numbers.
struct Trouble
{
    testing::queue::StoreFixture fixture;
    PlatformBook book;
    testing::queue::ScriptedCity city;
    queue::contract::Contract contract;
    queue::contract::SchemaGate gate{contract, fixture.clock};
    queue::sync::HttpsClient client;
    queue::sync::LineWatch line{client, fixture.clock};
    queue::sync::QueueCalls calls{client, line, contract, gate, fixture.clock};
    std::unique_ptr<queue::sync::Sender> sender;

    explicit Trouble(const std::filesystem::path& tls)
        : city(tls, [this](const CityAsk& ask) { return book.takeBatch(ask.body); }),
          client(testing::queue::kioskIdentity(tls, city.url()), "TEST-01", fixture.clock)
    {
        fixture.clock.setWall(base::SystemClock().wall().utc, true); // the certificates are of today
        fixture.reopen();
    }
    ~Trouble()
    {
        client.stop();
        sender.reset();
    }
    void start(std::function<double()> random, base::Nanoseconds spread = 0s)
    {
        sender = std::make_unique<queue::sync::Sender>(*fixture.store, calls, fixture.clock, std::move(random), spread);
    }
    /// As if the power had been away since what is pending was accepted.
    void powerWasAway()
    {
        fixture.store.reset();
        sqlite3* handle = nullptr;
        if (sqlite3_open((fixture.options.dataDir / "queue.db").c_str(), &handle) != SQLITE_OK ||
            sqlite3_exec(handle, "UPDATE outbox SET boot = 'earlier'", nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("the file cannot be changed");
        sqlite3_close(handle);
        fixture.reopen();
    }
    std::string enqueue()
    {
        const auto item = fixture.item("{}");
        return fixture.store->outbox().enqueue(item) ? item.key : std::string();
    }
    [[nodiscard]] std::int64_t pending() const { return fixture.store->outbox().counts()->pending; }
};

} // namespace

class SenderTroubleTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void goesOnAfterATurnThatEndedInAnException()
    {
        Trouble world(m_tls);
        world.enqueue();
        bool isFirst = true;
        world.book.spoil = [&](const json&) {
            return std::exchange(isFirst, false) ? json{{"verdict", "retry"}} : json();
        };
        bool isFaulty = true;
        world.start([&isFaulty] {
            if (std::exchange(isFaulty, false))
                throw std::runtime_error("no random numbers");
            return 1.0;
        });
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.pending() == 0));
        QCOMPARE(world.sender->faults(), std::uint64_t{1});
    }

    void sendsAgainWhatOnlyThePlatformsPeopleCanMend()
    {
        Trouble world(m_tls);
        world.enqueue();
        world.enqueue();
        std::atomic<int> refusals = 0;
        world.book.spoil = [&](const json&) {
            return ++refusals > 4
                       ? json() // until the new key has been brought to the platform
                       : json{{"verdict", "rejected"}, {"problem", problemOf("queue.keyUnknown", "operator", 422)}};
        };
        world.start([] { return 1.0; });
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.pending() == 0));
        QCOMPARE(world.fixture.store->outbox().counts()->parked, 0);
        QVERIFY(refusals > 4);
    }

    void beginsInARandomPartOfTheSpreadAfterACutOfThePower()
    {
        Trouble world(m_tls);
        world.enqueue();
        world.powerWasAway();
        const auto until = world.fixture.clock.now() + 15s;
        std::atomic<bool> isTooEarly = false;
        world.book.spoil = [&](const json&) {
            isTooEarly = isTooEarly || world.fixture.clock.now() < until;
            return json();
        };
        world.start([] { return 0.5; }, 30s);
        QTRY_VERIFY((world.fixture.clock.advance(1s), world.pending() == 0));
        QVERIFY(!isTooEarly);
    }

    void sendsAtOnceWhenAResidentComesOrTheProgramAloneWasAway()
    {
        Trouble resident(m_tls);
        resident.enqueue();
        resident.powerWasAway();
        resident.start([] { return 1.0; }, 30s);
        resident.enqueue();
        resident.sender->wake();
        QTRY_COMPARE(resident.pending(), 0); // by a clock that stands still
        Trouble program(m_tls);
        program.enqueue();
        program.fixture.reopen();
        program.start([] { return 1.0; }, 30s);
        QTRY_COMPARE(program.pending(), 0);
    }
};

BANSHI_TEST(SenderTroubleTest)
#include "sender_trouble_test.moc"
