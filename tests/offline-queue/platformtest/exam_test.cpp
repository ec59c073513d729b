// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/platformtest/exam.h"

#include "banshi/base/system_clock.h"
#include "banshi/city/https_server.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/scripted_city.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace banshi;
using queue::platformtest::Mark;
using queue::platformtest::PlatformUnderTest;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::ScriptedCity;

namespace
{

constexpr const char* kDevice = "TEST-01";

/// The stand-in of the city behind real TLS, which can be restarted in place. Threads: the test's.
class RunningCity
{
public:
    RunningCity(std::filesystem::path tls, std::string stateFile)
        : m_tls(std::move(tls)), m_stateFile(std::move(stateFile))
    {
        start();
    }
    bool restart()
    {
        m_server.reset();
        m_loop.reset();
        return start();
    }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] nlohmann::json dump() { return m_platform->dump(); }

private:
    bool start()
    {
        auto keys = city::CityKeys::load(m_tls.string());
        m_platform = std::make_unique<city::Platform>(m_clock, std::move(*keys), false, m_stateFile);
        m_loop = std::make_unique<city::EventLoop>();
        auto server = city::HttpsServer::start(*m_loop, *m_platform, m_clock, m_tls.string(), m_port);
        if (!server)
            return false;
        m_server = std::move(*server);
        m_port = m_server->port();
        return true;
    }

    std::filesystem::path m_tls;
    std::string m_stateFile;
    base::SystemClock m_clock;
    std::unique_ptr<city::Platform> m_platform;
    std::unique_ptr<city::EventLoop> m_loop;
    std::unique_ptr<city::HttpsServer> m_server;
    std::uint16_t m_port = 0;
};

} // namespace

class ExamTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    base::SystemClock m_clock;

    [[nodiscard]] std::map<std::string, Mark> examine(const std::string& url, std::function<bool()> restart) const
    {
        queue::platformtest::Target target;
        target.tls = testing::queue::kioskIdentity(m_tls, url);
        target.device = kDevice;
        target.item = "utl.water";
        target.restart = std::move(restart);
        PlatformUnderTest platform(target, queue::store::PlatformKey::read(m_tls / "city-seal.pub").value(),
                                   queue::sync::SignatureKey::read(m_tls / "city-sign.pub").value(), m_clock);
        std::map<std::string, Mark> marks;
        queue::platformtest::examine(platform, queue::platformtest::questions(),
                                     [&](const Mark& mark) { marks[mark.question] = mark; });
        return marks;
    }
    static std::set<std::string> failed(const std::map<std::string, Mark>& marks)
    {
        std::set<std::string> names;
        for (const auto& [name, mark] : marks)
            if (mark.kind == Mark::Kind::Failed)
                names.insert(name);
        return names;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void findsNothingWrongWithTheStandIn()
    {
        RunningCity city(m_tls, (m_folder.path() + QStringLiteral("/state")).toStdString());
        const auto marks = examine(city.url(), [&] { return city.restart(); });
        QVERIFY(marks.size() >= 25);
        for (const auto& [name, mark] : marks)
            QVERIFY2(mark.kind == Mark::Kind::Passed, (name + ": " + mark.detail).c_str());
        QCOMPARE(city.dump().at("contract_breaches").at("responses").get<int>(), 0);
    }

    void failsAPlatformThatForgetsWhenItRestarts()
    {
        RunningCity city(m_tls, {});
        const std::set<std::string> expected{"remembersKeysAfterARestart", "remembersRecordsAfterARestart"};
        QVERIFY(failed(examine(city.url(), [&] { return city.restart(); })) == expected);
    }

    void failsAPlatformThatWorksTwiceAndForgetsWhatTheContractSays()
    {
        int sessions = 0;
        ScriptedCity city(m_tls, [&](const CityAsk& ask) {
            if (ask.target == "/v1/sessions")
                return CityReply{201,
                                 R"({"session_id":"s-)" + std::to_string(++sessions) +
                                     R"(","ttl_s":60,"nonce":"12345678"})",
                                 "application/json",
                                 {},
                                 false};
            return CityReply{200, R"({"status":"splendid"})", "application/json", {}, false};
        });
        const auto wrong = failed(examine(city.url(), {}));
        for (const char* name :
             {"serves", "wantsAKey", "givesTheFirstAnswerAgain", "refusesAKeyWithOtherContent",
              "worksOnceWhenTheSameComesAtOnce", "hasOneEffectAlthoughTheCallerHungUp", "signsTheTimeWithTheNonce",
              "takesARecordOnce", "goesOnWithAPictureThatWasCutOff", "beginsAPictureAnewWhosePartsDoNotFit",
              "findsDifferencesBothWays", "showsItsAuthorities", "refusesAWrongSiteCode", "renewsACertificate"})
            QVERIFY2(wrong.contains(name), name);
    }

    void skipsWhatNeedsARestartWhenThereIsNone()
    {
        RunningCity city(m_tls, {});
        const auto marks = examine(city.url(), {});
        QVERIFY(failed(marks).empty());
        QCOMPARE(marks.at("remembersKeysAfterARestart").kind, Mark::Kind::Skipped);
    }

    void tellsEachMarkOnALineAndTheWorstInItsExitCode()
    {
        RunningCity city(m_tls, {});
        const auto run = [&](const std::string& url, const QString& restart) {
            QProcess program;
            const auto file = [&](const char* name) { return QString::fromStdString((m_tls / name).string()); };
            program.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-platformtest"),
                          {QStringLiteral("--url"), QString::fromStdString(url), QStringLiteral("--device"),
                           QString::fromUtf8(kDevice), QStringLiteral("--ca"), file("ca.pem"),
                           QStringLiteral("--certificate"), file("kiosk.pem"), QStringLiteral("--key"),
                           file("kiosk.key"), QStringLiteral("--seal-key"), file("city-seal.pub"),
                           QStringLiteral("--signature-key"), file("city-sign.pub"), QStringLiteral("--json"),
                           QStringLiteral("--restart"), restart});
            program.waitForFinished(60000);
            return std::pair(program.exitCode(), program.readAllStandardOutput());
        };
        const auto [good, lines] = run(city.url(), QStringLiteral("true"));
        QCOMPARE(good, 0); // the command did not restart anything, so nothing was forgotten
        for (const auto& line : lines.trimmed().split('\n'))
            QCOMPARE(nlohmann::json::parse(line.toStdString()).at("mark").get<std::string>(), std::string("passed"));
        QCOMPARE(run("https://127.0.0.1:1", {}).first, 1);
    }
};

BANSHI_TEST(ExamTest)
#include "exam_test.moc"
