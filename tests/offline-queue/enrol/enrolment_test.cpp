// SPDX-License-Identifier: GPL-3.0-or-later
// Over real TLS with the stand-in of the city.
#include "banshi/base/file_clock.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "enrolled_machine.h"
#include "running_gateway.h"

#include <QTest>
#include <fstream>
#include <iterator>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;
using queue::enrol::EnrolCode;

class EnrolmentTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    const std::filesystem::path m_folder = m_certificates.beside();
    int m_machines = 0;

    EnrolledMachine machine(RealCity& city) { return {m_tls, city.url(), m_folder / std::to_string(++m_machines)}; }
    static std::string codeFor(RealCity& city, const std::string& device)
    {
        return city.platform().command({{"do", "siteCode"}, {"device", device}}).at("code");
    }
    static std::string contentOf(const std::filesystem::path& file)
    {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void getsACertificateForACodeAndWorksWithIt()
    {
        RealCity city(m_tls);
        auto made = machine(city);
        QCOMPARE(made.isTaken(), std::optional(false));
        QVERIFY(made.est.enrol(codeFor(city, "TEST-01")));
        QCOMPARE(made.isTaken(), std::optional(true));
        QVERIFY(made.folder.life()->until > made.clock.wall().utc + 24h);
        QCOMPARE(city.platform().dump().at("contract_breaches").at("responses").get<int>(), 0);
    }

    void usesACodeOnceAndForItsMachineOnly()
    {
        RealCity city(m_tls);
        const std::string code = codeFor(city, "TEST-01");
        auto first = machine(city);
        QVERIFY(first.est.enrol(code));
        auto second = machine(city); // another key
        QCOMPARE(second.est.enrol(code).error().code, EnrolCode::CodeWrong);
        QCOMPARE(second.est.enrol(codeFor(city, "TEST-02")).error().code, EnrolCode::CodeWrong);
        QCOMPARE(second.est.enrol("nonsense").error().code, EnrolCode::CodeWrong);
        QVERIFY(!second.folder.exists());
        QVERIFY(second.est.enrol(codeFor(city, "TEST-01")));
    }

    void getsTheSameCertificateWhenTheAnswerWasLost()
    {
        RealCity city(m_tls);
        city.platform().command({{"do", "fault"}, {"kind", "dropAfterCommit"}, {"operation", "estEnrol"}});
        const std::string code = codeFor(city, "TEST-01");
        auto made = machine(city);
        QCOMPARE(made.est.enrol(code).error().code, EnrolCode::NoAnswer);
        QVERIFY(!made.folder.exists());
        QVERIFY(made.est.enrol(code));
        QCOMPARE(city.platform().dump().at("enrolled").at("TEST-01").get<int>(), 1);
    }

    void asksNothingWhileNobodyKnowsTheTime()
    {
        RealCity city(m_tls);
        auto made = machine(city);
        made.clock.setWall(made.clock.wall().utc, false);
        QCOMPARE(made.est.enrol(codeFor(city, "TEST-01")).error().code, EnrolCode::ClockUnknown);
    }

    void takesNoCertificateThatIsNotOurs()
    {
        const auto otherTls = m_folder / "other";
        QVERIFY(testing::queue::makeTestTls(otherTls));
        RealCity city(m_tls);
        auto made = machine(city);
        const auto now = made.clock.wall().utc;
        const auto stranger = city::CertificateAuthority::load(otherTls.string());
        QVERIFY(made.hold(*city::CertificateAuthority::load(m_tls.string()), now - 1h, now + 1h));
        const std::string before = contentOf(made.folder.file());
        const auto key = made.folder.nextKey(); // what the next request will carry
        std::string request = key->requestFor("TEST-01");
        std::erase(request, '\n');
        const auto asked = city::readCertificateRequest(city::fromBase64(request).value());
        const auto answer = [&](const city::CertificateAuthority& by, const std::string& name, base::UtcTime until) {
            return city::toBase64(city::certificatesOnly({by.issue(asked->publicKey, {name, now - 1h, until, false})}));
        };
        const auto own = city::CertificateAuthority::load(m_tls.string());
        const std::string roots = city::toBase64(city::certificatesOnly({own->certificate()}));
        for (const auto& body : {answer(*stranger, "TEST-01", now + 1h), answer(*own, "TEST-02", now + 1h),
                                 answer(*own, "TEST-01", now - 1min), roots})
        {
            testing::queue::ScriptedCity liar(m_tls, [&](const testing::queue::CityAsk& ask) {
                return testing::queue::CityReply{
                    200, ask.target.ends_with("cacerts") ? roots : body, "application/pkcs7-mime", {}, false};
            });
            queue::sync::HttpsClient client({liar.url(), m_tls / "ca.pem", made.folder.file(), made.folder.file()},
                                            "TEST-01", made.clock);
            queue::enrol::EstClient est(client, made.folder, "TEST-01", made.clock);
            const auto renewed = est.renew();
            QVERIFY(!renewed);
            QVERIFY(renewed.error().code == EnrolCode::NotOurs || renewed.error().code == EnrolCode::NoAnswer);
            QCOMPARE(contentOf(made.folder.file()), before);
        }
    }

    void renewsACertificateThatEndedWhileTheMachineWasDark()
    {
        RealCity city(m_tls);
        const auto authority = city::CertificateAuthority::load(m_tls.string());
        auto made = machine(city);
        const auto now = made.clock.wall().utc;
        QVERIFY(made.hold(*authority, now - 90 * 24h, now - 10 * 24h));
        QCOMPARE(made.isTaken(), std::optional(false));
        QVERIFY(made.est.renew());
        QCOMPARE(made.isTaken(), std::optional(true));
        auto late = machine(city);
        QVERIFY(late.hold(*authority, now - 90 * 24h, now - 31 * 24h));
        QVERIFY(!late.est.renew());
        QVERIFY(late.est.enrol(codeFor(city, "TEST-01")));
        QCOMPARE(late.isTaken(), std::optional(true));
    }

    void enrolsByTheProgramAlthoughTheClockIsLostWhileTheGatewayRuns()
    {
        RealCity city(m_tls);
        RunningGateway gateway(m_tls, city.url(), {{}, "test_clock = \"clock\"\n"});
        gateway.keepOwnIdentity();
        gateway.sealFor(m_tls);
        auto clock = base::FileClock::open((gateway.socket().parent_path() / "clock").string());
        (*clock)->shiftWall(-std::chrono::hours(24 * 365 * 56));
        QVERIFY(gateway.start());
        const auto health = [&] {
            const auto document = unixCall(gateway.socket(), "GET", "/local/health").json();
            return document.is_object() ? document : json::object();
        };
        QTRY_COMPARE_WITH_TIMEOUT(health().value("/upstream/last_problem"_json_pointer, ""),
                                  std::string("queue.sync.notEnrolled"), 20000);
        const auto codeFile = gateway.dataDir().parent_path() / "code";
        const auto enrol = [&](const std::string& code) {
            std::ofstream(codeFile) << code << "\n";
            return gateway.run({QStringLiteral("--config"), QString::fromStdString(gateway.machineFile().string()),
                                QStringLiteral("--enrol"), QStringLiteral("--site-code-file"),
                                QString::fromStdString(codeFile.string())});
        };
        const auto [wrong, message] = enrol("nonsense");
        QCOMPARE(wrong, 1);
        QVERIFY2(message.find("enrol.codeWrong") != std::string::npos, message.c_str());
        const auto [good, silence] = enrol(codeFor(city, "TEST-01"));
        QVERIFY2(good == 0, silence.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(((*clock)->advance(10s), health().value("/upstream/reachable"_json_pointer, false)),
                                 20000);
        QVERIFY(health().contains("certificate_until"));
        QCOMPARE(gateway.terminate(), 0);
        QVERIFY(gateway.errors().find("PRIVATE") == std::string::npos);
    }

    void refusesToEnrolAMachineWhoseFileNamesItsCertificate()
    {
        RunningGateway gateway(m_tls, "https://127.0.0.1:1");
        const auto [code, message] =
            gateway.run({QStringLiteral("--config"), QString::fromStdString(gateway.machineFile().string()),
                         QStringLiteral("--enrol"), QStringLiteral("--site-code-file"), QStringLiteral("/dev/null")});
        QCOMPARE(code, 1);
        QVERIFY2(message.find("names certificate and key") != std::string::npos, message.c_str());
    }
};

BANSHI_TEST(EnrolmentTest)
#include "enrolment_test.moc"
