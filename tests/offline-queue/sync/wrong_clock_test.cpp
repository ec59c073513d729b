// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/queue/sync/sender.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "platform_book.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using queue::sync::HttpsClient;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::ScriptedCity;

/// A machine whose clock lost its battery, towards a platform with certificates of today.
class WrongClockTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

    [[nodiscard]] queue::sync::TlsIdentity identity(const ScriptedCity& city) const
    {
        return testing::queue::kioskIdentity(m_tls, city.url());
    }
    static base::UtcTime today() { return base::SystemClock().wall().utc; }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void holdsThePlatformsCertificateAgainstTheMachinesClock_data()
    {
        QTest::addColumn<qint64>("years");
        QTest::addColumn<QString>("code");
        QTest::newRow("ten years behind") << qint64{-10} << QStringLiteral("queue.sync.clockWrong");
        QTest::newRow("right") << qint64{0} << QString();
        QTest::newRow("ten years ahead") << qint64{10} << QStringLiteral("queue.sync.certificateExpired");
    }

    void holdsThePlatformsCertificateAgainstTheMachinesClock()
    {
        QFETCH(qint64, years);
        QFETCH(QString, code);
        testing::ManualClock clock;
        clock.setWall(today() + years * std::chrono::hours(24 * 365), false);
        ScriptedCity city(m_tls, [](const CityAsk&) { return CityReply{}; });
        HttpsClient client(identity(city), "TEST-01", clock);
        queue::sync::HttpsRequest request;
        request.target = "/v1/time";
        const auto answer = client.call(request);
        QCOMPARE(QString::fromStdString(answer ? std::string() : dotted(answer.error().code)), code);
        QCOMPARE(city.asks("/").empty(), !code.isEmpty());
    }

    void keepsEverythingInNineteenSeventyAndSendsItOnceTheClockIsRight()
    {
        testing::queue::StoreFixture fixture;
        fixture.clock.setWall(base::UtcTime(42s), false); // 1970
        fixture.reopen();
        PlatformBook book;
        ScriptedCity city(m_tls, [&](const CityAsk& ask) {
            return ask.target == "/v1/time"
                       ? CityReply{200, R"({"utc":"2026-01-01T00:00:00Z"})", "application/json", {}, false}
                       : book.takeBatch(ask.body);
        });
        const queue::contract::Contract contract;
        const queue::contract::SchemaGate gate(contract, fixture.clock);
        HttpsClient client(identity(city), "TEST-01", fixture.clock);
        queue::sync::LineWatch line(client, fixture.clock);
        queue::sync::QueueCalls calls(client, line, contract, gate, fixture.clock);
        auto item = fixture.item(R"({"n":1})");
        item.ttl = std::chrono::hours(72);
        QVERIFY(fixture.store->outbox().enqueue(item));
        queue::sync::Sender sender(*fixture.store, calls, fixture.clock, [] { return 1.0; });
        line.start([&] { sender.wake(); });
        QTRY_COMPARE(line.line().lastProblem, std::string("queue.sync.clockWrong"));
        QVERIFY(!line.line().reachable);
        for (int i = 0; i < 10; ++i)
            fixture.clock.advance(1min);
        QVERIFY(city.asks("/").empty());
        QCOMPARE(fixture.store->outbox().counts()->pending, 1);
        QCOMPARE(fixture.store->outbox().counts()->parked, 0);

        fixture.clock.setWall(today(), true);
        QTRY_VERIFY((fixture.clock.advance(1s), fixture.store->outbox().counts()->pending == 0));
        QVERIFY(line.line().reachable);
        QCOMPARE(book.times.at(item.key), 1);
        const auto batches = city.asks("/v1/queue/batch");
        QVERIFY(batches.at(0).body.find("\"late\":true") == std::string::npos);
        client.stop();
        line.stop();
    }
};

BANSHI_TEST(WrongClockTest)
#include "wrong_clock_test.moc"
