// SPDX-License-Identifier: GPL-3.0-or-later
// The real gateway in front of the real stand-in, over TLS, with every kind of wrong time.
#include "banshi/base/file_clock.h"
#include "banshi/base/ids.h"
#include "banshi/city/certificate_authority.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "real_city.h"
#include "running_gateway.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;

namespace
{

constexpr const char* kWithClock = "test_clock = \"clock\"\n";

json health(const RunningGateway& gateway)
{
    const auto document = unixCall(gateway.socket(), "GET", "/local/health").json();
    return document.is_object() ? document : json::object();
}

std::string problemOf(const RunningGateway& gateway)
{
    return health(gateway).value("/upstream/last_problem"_json_pointer, "");
}

bool isReachable(const RunningGateway& gateway)
{
    return health(gateway).value("/upstream/reachable"_json_pointer, false);
}

} // namespace

class LostTimeTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    base::SystemClock m_clock;

    /// A copy of the keys with another life for one certificate.
    std::filesystem::path withLife(const std::string& file, bool isServer, base::Nanoseconds from,
                                   base::Nanoseconds until) const
    {
        auto folder = m_tls.parent_path() / (file + std::to_string(until.count()));
        std::filesystem::copy(m_tls, folder,
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
        const auto now = m_clock.wall().utc;
        const auto authority = city::CertificateAuthority::load(m_tls.string());
        const std::string name = isServer ? "city" : "TEST-01";
        if (!authority || !authority->issueFile(folder.string(), file, {name, now + from, now + until, isServer}))
            return {};
        return folder;
    }
    [[nodiscard]] bool post(const RunningGateway& gateway) const
    {
        const json report = {{"item", "grid.report"},
                             {"def_version", 1},
                             {"form", {{"category", "other"}, {"text", "lamp"}}},
                             {"photos", json::array()},
                             {"grid_code", "440399001002003"},
                             {"made_at", "2026-01-01T00:00:00Z"},
                             {"ttl_h", 72}};
        return unixCall(gateway.socket(), "POST", "/v1/reports", report.dump(),
                        {{"Content-Type", "application/json"}, {"Idempotency-Key", base::newUuid(m_clock)}})
                   .status == 202;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void findsTheTimeAndDeliversWhateverItsClockSays_data()
    {
        QTest::addColumn<qint64>("years");
        QTest::newRow("1970") << qint64{-56};
        QTest::newRow("ten years behind") << qint64{-10};
        QTest::newRow("ten years ahead") << qint64{10};
    }

    void findsTheTimeAndDeliversWhateverItsClockSays()
    {
        QFETCH(qint64, years);
        RealCity city(m_tls);
        RunningGateway gateway(m_tls, city.url(), {{}, kWithClock});
        gateway.sealFor(m_tls);
        auto clock = base::FileClock::open((gateway.socket().parent_path() / "clock").string());
        QVERIFY(clock.has_value());
        const base::Nanoseconds shift = std::chrono::hours(24 * 365) * years;
        (*clock)->shiftWall(shift);
        QVERIFY(gateway.start());
        QVERIFY(post(gateway));
        QTRY_VERIFY_WITH_TIMEOUT(((*clock)->advance(1min), health(gateway)["queue"]["pending"] == json(0)), 20000);
        const auto now = health(gateway);
        QVERIFY(now["upstream"]["reachable"] == json(true));
        QVERIFY(now["clock"]["trusted"] == json(true));
        QCOMPARE(city.platform().dump().at("reports").size(), std::size_t{1});
        QCOMPARE(gateway.terminate(), 0);
    }

    void doesNotGoBackBehindASignedTimeWhenItsBatteryDies()
    {
        RealCity city(m_tls);
        RunningGateway gateway(m_tls, city.url(), {{}, kWithClock});
        QVERIFY(gateway.start());
        QTRY_VERIFY_WITH_TIMEOUT(isReachable(gateway), 20000);
        const auto stored = [&] {
            return unixCall(gateway.socket(), "GET", "/local/settings/gateway.trusted-time").json();
        };
        QTRY_VERIFY(stored().contains("value"));
        const auto signedTime = base::fromRfc3339(stored().at("value"));
        QVERIFY(signedTime.has_value());
        QCOMPARE(gateway.terminate(), 0);
        auto clock = base::FileClock::open((gateway.socket().parent_path() / "clock").string());
        (*clock)->shiftWall(-std::chrono::hours(24 * 365 * 56));
        city.setNetwork(false);
        QVERIFY(gateway.start());
        QVERIFY(post(gateway));
        QTRY_VERIFY(problemOf(gateway) == "queue.sync.unreachable");
        QVERIFY(*base::fromRfc3339(health(gateway)["upstream"]["since"]) >= *signedTime - 1min);
        QVERIFY(health(gateway)["queue"]["pending"] == json(1));
        QCOMPARE(gateway.terminate(), 0);
    }

    void saysThatThePlatformsCertificateEndedDuringTheOutageAndGoesOnWhenItIsRenewed()
    {
        RealCity city(m_tls);
        RunningGateway gateway(m_tls, city.url(), {{}, kWithClock});
        gateway.sealFor(m_tls);
        QVERIFY(gateway.start());
        QTRY_VERIFY_WITH_TIMEOUT(isReachable(gateway), 20000);
        city.show(withLife("city", true, -48h, -1h));
        QVERIFY(post(gateway));
        QTRY_COMPARE_WITH_TIMEOUT(problemOf(gateway), std::string("queue.sync.certificateExpired"), 20000);
        // With its clock lost as well it learns the time, and then says the same.
        QCOMPARE(gateway.terminate(), 0);
        auto clock = base::FileClock::open((gateway.socket().parent_path() / "clock").string());
        (*clock)->shiftWall(-std::chrono::hours(24 * 365 * 56));
        QVERIFY(gateway.start());
        QTRY_COMPARE_WITH_TIMEOUT(problemOf(gateway), std::string("queue.sync.certificateExpired"), 20000);
        QVERIFY(health(gateway)["queue"]["pending"] == json(1));
        city.show(m_tls);
        QTRY_VERIFY_WITH_TIMEOUT(((*clock)->advance(1min), health(gateway)["queue"]["pending"] == json(0)), 20000);
        QCOMPARE(gateway.terminate(), 0);
    }

    void saysThatItsOwnCertificateHasEnded()
    {
        RealCity city(m_tls);
        RunningGateway gateway(withLife("kiosk", false, -48h, -1h), city.url(), {{}, kWithClock});
        QVERIFY(gateway.start());
        QTRY_COMPARE_WITH_TIMEOUT(problemOf(gateway), std::string("queue.sync.ownCertificateExpired"), 20000);
        QVERIFY(post(gateway));
        QVERIFY(health(gateway)["clock"]["trusted"] == json(true));
        QCOMPARE(gateway.terminate(), 0);
    }
};

BANSHI_TEST(LostTimeTest)
#include "lost_time_test.moc"
