// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/tls_server.h"

#include "banshi/base/system_clock.h"
#include "banshi/city/certificate_authority.h"
#include "banshi/queue/sync/https_client.h"
#include "banshi/testing/queue/scripted_city.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QProcess>
#include <QTest>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace banshi;
using queue::gateway::HttpReply;
using queue::gateway::HttpRequest;
using queue::gateway::TlsServer;
using queue::sync::HttpsCode;

namespace
{

HttpReply textReply(int status, std::string_view text)
{
    return {status, "application/json", base::SecretBytes(text)};
}

/// A door that a test opens. Threads: any.
class Door
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_opened.notify_all();
    }
    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_opened.wait(lock, [this] { return m_isOpen; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_opened;
    bool m_isOpen = false;
};

/// A server that says who asked, and machines in front of it.
struct World
{
    std::filesystem::path tls;
    base::SystemClock clock;
    std::atomic<int> served = 0;
    Door door;
    std::unique_ptr<TlsServer> server;

    explicit World(const std::filesystem::path& folder, std::size_t mostMachines = 50) : tls(folder)
    {
        queue::gateway::TlsServerOptions options;
        options.certificate = tls / "district.pem";
        options.key = tls / "district.key";
        options.authority = tls / "ca.pem";
        options.mostMachines = mostMachines;
        options.storing = options.asking = 1;
        server = std::make_unique<TlsServer>(
            options, queue::gateway::TlsService{{[this](const HttpRequest& request) { return serve(request); },
                                                 [](std::string_view code) {
                                                     return textReply(code == "request.tooLarge" ? 413 : 503, code);
                                                 }},
                                                [](const HttpRequest& request) { return request.target == "/door"; }});
    }
    ~World()
    {
        door.open();
        server.reset();
    }
    HttpReply serve(const HttpRequest& request)
    {
        ++served;
        if (request.target == "/door")
            door.pass();
        if (request.target == "/throw")
            throw std::runtime_error("something of the body");
        return textReply(200, request.method + " " + request.target + " " + request.device +
                                  (request.isExpired ? " expired " : " ") + std::to_string(request.body.size()));
    }
    [[nodiscard]] std::unique_ptr<queue::sync::HttpsClient> machine(const std::string& name = "kiosk") const
    {
        return std::make_unique<queue::sync::HttpsClient>(
            queue::sync::TlsIdentity{"https://127.0.0.1:" + std::to_string(server->port()), tls / "ca.pem",
                                     tls / (name + ".pem"), tls / (name + ".key")},
            "WHATEVER", clock);
    }
    static std::string ask(queue::sync::HttpsClient& client, const std::string& target, const std::string& body = {},
                           bool asNobody = false)
    {
        queue::sync::HttpsRequest request;
        request.method = body.empty() ? "GET" : "POST";
        request.target = target;
        request.body = {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()};
        request.asNobody = asNobody;
        request.evenExpired = true;
        const auto answer = client.call(request);
        return answer ? std::to_string(answer->status) + " " + std::string(answer->body.text())
                      : queue::sync::dotted(answer.error().code);
    }
};

} // namespace

class TlsServerTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

    /// A machine's certificate in files `file`, of our authority, that ends so many days from now.
    void issue(const std::string& file, const std::string& name, int days) const
    {
        constexpr std::chrono::hours kDay(24);
        const auto authority = city::CertificateAuthority::load(m_tls.string());
        std::filesystem::copy_file(m_tls / "kiosk.key", m_tls / (file + ".key"));
        const auto now = base::SystemClock().wall().utc;
        QVERIFY(authority &&
                authority->issueFile(m_tls.string(), file, {name, now - 100 * kDay, now + days * kDay, false}));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void takesTheMachineFromItsCertificateAlone()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        const auto machine = world.machine();
        QCOMPARE(World::ask(*machine, "/a?b=c"), std::string("200 GET /a?b=c TEST-01 0"));
        QCOMPARE(World::ask(*machine, "/a", "four"), std::string("200 POST /a TEST-01 4"));
        QCOMPARE(World::ask(*machine, "/a", {}, true), std::string("200 GET /a  0"));
        QTRY_COMPARE(world.server->machines(), std::size_t{1});
    }

    void knowsACertificateThatHasEnded()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        issue("lately", "LATE-01", -3);
        QCOMPARE(World::ask(*world.machine("lately"), "/a"), std::string("200 GET /a LATE-01 expired 0"));
        issue("longAgo", "LATE-02", -40);
        QVERIFY(!World::ask(*world.machine("longAgo"), "/a").starts_with("200"));
    }

    void callsNobodyAMachineByANameThatIsNone()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        issue("strange", "a b", 3);
        QCOMPARE(World::ask(*world.machine("strange"), "/a"), std::string("200 GET /a  0"));
    }

    void refusesStrangersAndOlderProtocols()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        const auto other = m_certificates.beside() / "other";
        QVERIFY(testing::queue::makeTestTls(other));
        for (const char* file : {"kiosk.pem", "kiosk.key"})
            std::filesystem::copy_file(other / file, m_tls / (std::string("stranger") + (file + 5)));
        QVERIFY(!World::ask(*world.machine("stranger"), "/a").starts_with("200"));
        QProcess old;
        old.start(QStringLiteral("openssl"),
                  {QStringLiteral("s_client"), QStringLiteral("-tls1_2"), QStringLiteral("-connect"),
                   QStringLiteral("127.0.0.1:%1").arg(world.server->port())});
        QVERIFY(old.waitForFinished());
        QVERIFY(old.exitCode() != 0);
        QCOMPARE(world.served.load(), 0);
    }

    void refusesBodiesThatAreTooLarge()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        const auto machine = world.machine();
        const std::string body(TlsServer::kMostOfNobody + 1, 'x');
        QVERIFY(World::ask(*machine, "/a", body).starts_with("200"));
        QCOMPARE(World::ask(*machine, "/a", body, true), std::string("413 request.tooLarge"));
        QCOMPARE(World::ask(*machine, "/a", std::string(TlsServer::kMostBody + 1, 'x')),
                 std::string("413 request.tooLarge"));
    }

    void takesANewCertificateWithoutARestart()
    {
        const std::filesystem::path folder = m_certificates.beside();
        std::filesystem::copy(m_tls, folder / "renewed");
        QVERIFY(testing::queue::makeTestTls(folder / "next"));
        const auto put = [&](const char* file) {
            std::filesystem::copy_file(folder / "next" / file, folder / "renewed" / "fresh");
            std::filesystem::rename(folder / "renewed" / "fresh", folder / "renewed" / file);
        };
        World world(folder / "renewed");
        QVERIFY(world.server->start().has_value());
        const auto early = world.machine();
        QVERIFY(World::ask(*early, "/a").starts_with("200"));
        // Believes in the next authority only, and is known to the present one.
        const auto meetsTheNext = [&] {
            queue::sync::HttpsClient client({"https://127.0.0.1:" + std::to_string(world.server->port()),
                                             folder / "next" / "ca.pem", m_tls / "kiosk.pem", m_tls / "kiosk.key"},
                                            "WHATEVER", world.clock);
            return World::ask(client, "/a").starts_with("200");
        };
        QVERIFY(!meetsTheNext());
        put("district.pem"); // half of it
        QVERIFY(!meetsTheNext());
        QVERIFY(World::ask(*world.machine(), "/a").starts_with("200"));
        put("district.key");
        QVERIFY(meetsTheNext());
        QVERIFY(World::ask(*early, "/a").starts_with("200")); // its connection goes on
        QVERIFY(!World::ask(*world.machine(), "/a").starts_with("200"));
        QVERIFY(world.server->certificateUntil() > world.clock.wall().utc);
    }

    void takesNoMoreMachinesOfAnAuthorityThatIsGone()
    {
        const std::filesystem::path folder = m_certificates.beside();
        std::filesystem::copy(m_tls, folder / "authority");
        QVERIFY(testing::queue::makeTestTls(folder / "others"));
        World world(folder / "authority");
        QVERIFY(world.server->start().has_value());
        const auto ask = [&] {
            queue::sync::HttpsClient client({"https://127.0.0.1:" + std::to_string(world.server->port()),
                                             m_tls / "ca.pem", m_tls / "kiosk.pem", m_tls / "kiosk.key"},
                                            "WHATEVER", world.clock);
            return World::ask(client, "/a").starts_with("200");
        };
        QVERIFY(ask());
        std::filesystem::rename(folder / "others" / "ca.pem", folder / "authority" / "ca.pem");
        QVERIFY(!ask());
    }

    void answersWhenTheServiceThrows()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        QCOMPARE(World::ask(*world.machine(), "/throw"), std::string("503 platform.unavailable"));
    }

    void storesWhileOthersWaitForThePlatformAndTellsThoseBeyondToComeAgain()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        constexpr int kMost = 17; // one worker and sixteen who wait for it
        std::vector<std::string> answers(kMost);
        {
            std::vector<std::jthread> waiting;
            for (auto& answer : answers)
                waiting.emplace_back([&] { answer = World::ask(*world.machine(), "/door"); });
            QTRY_COMPARE(world.server->machines(), answers.size());
            const auto machine = world.machine();
            QTRY_COMPARE(World::ask(*machine, "/door"), std::string("503 platform.unavailable"));
            QCOMPARE(World::ask(*machine, "/a"), std::string("200 GET /a TEST-01 0"));
            world.door.open();
        }
        for (const auto& answer : answers)
            QVERIFY(answer.starts_with("200") || answer.starts_with("503"));
        QVERIFY(std::count_if(answers.begin(), answers.end(), [](const auto& one) { return one.starts_with("200"); }) >=
                kMost - 1);
    }

    void holdsNoMoreConnectionsThanItMay()
    {
        World world(m_tls, 2);
        QVERIFY(world.server->start().has_value());
        const auto one = world.machine();
        const auto two = world.machine();
        const auto three = world.machine();
        QVERIFY(World::ask(*one, "/a").starts_with("200"));
        QVERIFY(World::ask(*two, "/a").starts_with("200"));
        QVERIFY(!World::ask(*three, "/a").starts_with("200"));
        QVERIFY(World::ask(*one, "/a").starts_with("200"));
    }

    void endsWithRequestsInItsHands()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        std::string answer;
        {
            const std::jthread waiting([&] { answer = World::ask(*world.machine(), "/door"); });
            QTRY_COMPARE(world.served.load(), 1);
            const std::jthread opener([&] { world.door.open(); });
            world.server->stop();
            world.server.reset();
        }
        QVERIFY(!answer.empty());
    }

    void saysThatAPortIsTaken()
    {
        World world(m_tls);
        QVERIFY(world.server->start().has_value());
        queue::gateway::TlsServerOptions options;
        options.port = world.server->port();
        options.certificate = m_tls / "district.pem";
        options.key = m_tls / "district.key";
        options.authority = m_tls / "ca.pem";
        TlsServer second(options, {});
        QVERIFY(!second.start());
        options.key = m_tls / "kiosk.key";
        TlsServer third(options, {});
        QVERIFY(!third.start());
    }
};

BANSHI_TEST(TlsServerTest)
#include "tls_server_test.moc"
