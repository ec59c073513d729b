// SPDX-License-Identifier: GPL-3.0-or-later
// The real program as a district's instance: real PostgreSQL below it, real TLS on both sides.
#include "banshi/base/ids.h"
#include "banshi/queue/platformtest/exam.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "private_postgres.h"
#include "real_city.h"
#include "running_district.h"
#include "running_gateway.h"

#include <QTest>
#include <set>

using namespace banshi;
using nlohmann::json;
using queue::platformtest::Mark;

namespace
{

constexpr int kPatienceMs = 20'000;

} // namespace

class DistrictProgramTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    std::unique_ptr<PrivatePostgres> m_server;
    base::SystemClock m_clock;

    [[nodiscard]] std::map<std::string, Mark> examine(const std::string& url,
                                                      const std::function<bool()>& restart) const
    {
        queue::platformtest::Target target;
        target.tls = testing::queue::kioskIdentity(m_tls, url);
        target.device = "TEST-01";
        target.item = "utl.water";
        target.restart = restart;
        target.receipts = queue::sync::SignatureKey::read(m_tls / "district-sign.pub").value();
        queue::platformtest::PlatformUnderTest platform(
            target, queue::store::PlatformKey::read(m_tls / "city-seal.pub").value(),
            queue::sync::SignatureKey::read(m_tls / "city-sign.pub").value(), m_clock);
        std::map<std::string, Mark> marks;
        queue::platformtest::examine(platform, queue::platformtest::questions(),
                                     [&](const Mark& mark) { marks[mark.question] = mark; });
        return marks;
    }
    static std::string report(int number)
    {
        return json{{"item", "grid.report"},
                    {"def_version", 1},
                    {"form", {{"category", "lamp"}, {"text", std::to_string(number)}}},
                    {"photos", json::array()},
                    {"grid_code", "440399"},
                    {"made_at", "2026-01-01T00:00:00.000Z"},
                    {"ttl_h", 72}}
            .dump();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("the package postgresql-15 is missing");
        QVERIFY(m_certificates.make());
        m_server = std::make_unique<PrivatePostgres>();
        QVERIFY(m_server->isRunning());
    }

    /// All that a platform is asked, but what only somebody can answer who opens what is sealed.
    void answersAsAPlatformDoes()
    {
        const std::set<std::string> sealed{"judgesEachRecordByItself", "keepsPicturesByTheirHash"};
        RealCity city(m_tls);
        RunningDistrict district(m_tls, city.url(), m_server->freshDatabase());
        QVERIFY2(district.start(), district.errors().c_str());
        const auto port = district.port();
        const auto marks = examine(district.url(), {});
        QVERIFY(marks.size() >= 25);
        for (const auto& [name, mark] : marks)
            QVERIFY2((mark.kind == Mark::Kind::Failed) == sealed.contains(name), (name + ": " + mark.detail).c_str());
        QCOMPARE(city.platform().dump().at("contract_breaches").at("responses").get<int>(), 0);
        QCOMPARE(district.port(), port);
        QCOMPARE(district.terminate(), 0);
    }

    void carriesAMachinesRecordsFromHopToHop()
    {
        constexpr int kReports = 30;
        RealCity city(m_tls);
        const auto database = m_server->freshDatabase();
        RunningDistrict district(m_tls, city.url(), database);
        QVERIFY2(district.start(), district.errors().c_str());
        RunningGateway kiosk(m_tls, district.url(),
                             {{}, {}, "receipt_key = \"" + (m_tls / "district-sign.pub").string() + "\"\n"});
        kiosk.sealFor(m_tls);
        QVERIFY2(kiosk.start(), kiosk.errors().c_str());
        std::set<std::string> keys;
        for (int i = 0; i < kReports; ++i)
        {
            const auto key = *keys.insert(base::newUuid(m_clock)).first;
            const auto answer = unixCall(kiosk.socket(), "POST", "/v1/reports", report(i),
                                         {{"Content-Type", "application/json"}, {"Idempotency-Key", key}});
            QCOMPARE(answer.status, 202);
        }
        QTRY_COMPARE_WITH_TIMEOUT(city.platform().dump().at("reports").size(), std::size_t{kReports}, kPatienceMs);
        std::set<std::string> arrived;
        const auto dump = city.platform().dump();
        for (const auto& one : dump.at("reports"))
        {
            QCOMPARE(one.at("device").get<std::string>(), std::string("TEST-01"));
            arrived.insert(one.at("key").get<std::string>());
        }
        QVERIFY(arrived == keys);
        QTRY_COMPARE_WITH_TIMEOUT(
            unixCall(kiosk.socket(), "GET", "/local/health").json()["queue"]["pending"].get<int>(), 0, kPatienceMs);
        // Settled, and nothing of it is left in the database.
        QTRY_COMPARE_WITH_TIMEOUT(
            PrivatePostgres::ask(database, "SELECT count(*) FROM district.item WHERE sealed IS NULL"),
            std::vector<std::string>{std::to_string(kReports)}, kPatienceMs);
        const auto metrics = unixCall(district.metricsSocket(), "GET", "/metrics").body;
        QVERIFY2(metrics.find("banshi_queue_items{state=\"pending\"} 0") != std::string::npos, metrics.c_str());
        QVERIFY(metrics.find("banshi_district_database_up 1") != std::string::npos);
        const auto outcome = unixCall(kiosk.socket(), "GET", "/v1/outcomes/" + *keys.begin()).json();
        QCOMPARE(outcome.at("operation").get<std::string>(), std::string("submitReport"));
    }

    void goesOnTakingWhileThePlatformIsAway()
    {
        RealCity city(m_tls);
        city.setNetwork(false);
        const auto database = m_server->freshDatabase();
        RunningDistrict district(m_tls, city.url(), database);
        QVERIFY2(district.start(), district.errors().c_str());
        RunningGateway kiosk(m_tls, district.url(),
                             {{}, {}, "receipt_key = \"" + (m_tls / "district-sign.pub").string() + "\"\n"});
        kiosk.sealFor(m_tls);
        QVERIFY2(kiosk.start(), kiosk.errors().c_str());
        const auto answer =
            unixCall(kiosk.socket(), "POST", "/v1/reports", report(1),
                     {{"Content-Type", "application/json"}, {"Idempotency-Key", base::newUuid(m_clock)}});
        QCOMPARE(answer.status, 202);
        QTRY_COMPARE_WITH_TIMEOUT(
            unixCall(kiosk.socket(), "GET", "/local/health").json()["queue"]["pending"].get<int>(), 0, kPatienceMs);
        QCOMPARE(PrivatePostgres::ask(database, "SELECT count(*) FROM district.item WHERE state = 0"),
                 std::vector<std::string>{"1"});
        city.setNetwork(true);
        QTRY_COMPARE_WITH_TIMEOUT(city.platform().dump().at("reports").size(), std::size_t{1}, kPatienceMs);
    }

    void saysWhatIsWrongAtItsStart()
    {
        RealCity city(m_tls);
        RunningDistrict nowhere(m_tls, city.url(), "postgresql://test@/none?host=/nowhere");
        QVERIFY(!nowhere.start());
        QVERIFY2(nowhere.errors().find("queue.district.unreachable") != std::string::npos, nowhere.errors().c_str());
        const auto file = QString::fromStdString(nowhere.file().string());
        const auto check = [&](const QString& url) {
            return RunningProgram::run(
                {QStringLiteral("--check"), QStringLiteral("--config"), file, QStringLiteral("--store"), url});
        };
        QCOMPARE(check(QStringLiteral("postgresql://db.example/district")).first, 0);
        const auto [code, errors] = check(QStringLiteral("postgresql://banshi:word@db.example/district"));
        QCOMPARE(code, 2);
        QVERIFY2(errors.find("passfile") != std::string::npos && errors.find("word@") == std::string::npos,
                 errors.c_str());
    }
};

BANSHI_TEST(DistrictProgramTest)
#include "district_program_test.moc"
