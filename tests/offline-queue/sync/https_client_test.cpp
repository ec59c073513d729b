// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/queue/sync/https_client.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/scripted_city.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QProcess>
#include <QTest>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

using namespace banshi;
using namespace std::chrono_literals;
using queue::sync::HttpsClient;
using queue::sync::HttpsCode;
using queue::sync::HttpsRequest;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::ScriptedCity;

class HttpsClientTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    base::SystemClock m_clock;

    [[nodiscard]] HttpsClient client(const ScriptedCity& city) const
    {
        return HttpsClient(testing::queue::kioskIdentity(m_tls, city.url()), "TEST-01", m_clock);
    }
    static HttpsRequest get(const std::string& target, std::chrono::milliseconds deadline = 10s)
    {
        HttpsRequest request;
        request.target = target;
        request.deadline = deadline;
        return request;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void carriesRequestAndAnswerOverOneConnection()
    {
        ScriptedCity city(m_tls, [](const CityAsk& ask) {
            return CityReply{201, "got " + ask.body, "application/json", {{"Retry-After", "7"}}, false};
        });
        HttpsClient https = client(city);
        for (int i = 0; i < 3; ++i)
        {
            HttpsRequest request = get("/v1/x?a=b");
            const std::string body = "hello";
            request.method = "POST";
            request.headers = {{"Idempotency-Key", "k"}, {"Content-Type", "application/json"}};
            request.body = {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()};
            const auto answer = https.call(request);
            QVERIFY(answer);
            QCOMPARE(answer->status, 201);
            QCOMPARE(std::string(answer->body.text()), std::string("got hello"));
            QCOMPARE(answer->contentType, std::string("application/json"));
            QVERIFY(answer->retryAfter == 7s);
        }
        city.setScript([](const CityAsk&) {
            return CityReply{503, "", "text/plain", {{"Retry-After", "2000000000"}}, false};
        });
        QVERIFY(https.call(get("/v1/x"))->retryAfter == 24h);
        QCOMPARE(city.handshakes(), 1);
        const auto ask = city.asks("/v1/x").at(0);
        QCOMPARE(ask.peer, std::string("TEST-01"));
        QCOMPARE(ask.headers.at("x-kiosk-id"), std::string("TEST-01"));
        QCOMPARE(ask.headers.at("idempotency-key"), std::string("k"));
        QVERIFY(!ask.headers.contains("expect"));
    }

    void takesUpItsTlsSessionWhenTheConnectionWasLost()
    {
        ScriptedCity city(m_tls, [](const CityAsk&) { return CityReply{200, "{}", "application/json", {}, false}; });
        HttpsClient https = client(city);
        QVERIFY(https.call(get("/v1/time")));
        city.setNetwork(false);
        city.setNetwork(true);
        QVERIFY(https.call(get("/v1/time")));
        QCOMPARE(city.handshakes(), 2);
        QCOMPARE(city.resumptions(), 1);
        HttpsRequest alone = get("/v1/time");
        alone.ignoresDates = true; // a session made without dates must never serve another call, nor take one up
        QVERIFY(https.call(alone));
        QCOMPARE(city.handshakes(), 3);
        QCOMPARE(city.resumptions(), 1);
    }

    void usesARenewedCertificateWithTheNextCall()
    {
        ScriptedCity city(m_tls, [](const CityAsk&) { return CityReply{200, "{}", "application/json", {}, false}; });
        const auto other = m_tls.parent_path() / "second-machine"; // of the same authority
        std::filesystem::copy(
            m_tls, other, std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
        const QString script =
            qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/packaging/tls/make-test-tls.sh");
        QCOMPARE(QProcess::execute(script, {QString::fromStdString(other.string()), QStringLiteral("TEST-02")}), 0);
        const auto one = m_tls / "one.pem"; // certificate and key in one file
        const auto join = [&](const std::filesystem::path& folder) {
            std::ofstream(one) << std::ifstream(folder / "kiosk.pem").rdbuf()
                               << std::ifstream(folder / "kiosk.key").rdbuf();
        };
        join(m_tls);
        HttpsClient https({city.url(), m_tls / "ca.pem", one, one}, "TEST-01", m_clock);
        QVERIFY(https.call(get("/v1/a")));
        join(other);
        QVERIFY(https.call(get("/v1/b")));
        QCOMPARE(city.asks("/v1/a").at(0).peer, std::string("TEST-01"));
        QCOMPARE(city.asks("/v1/b").at(0).peer, std::string("TEST-02"));
        std::filesystem::remove(one);
        QCOMPARE(https.call(get("/v1/c")).error().code, HttpsCode::NotEnrolled);
    }

    void refusesAPlatformOfAnotherAuthority()
    {
        const auto other = m_tls.parent_path() / "other";
        QVERIFY(testing::queue::makeTestTls(other));
        ScriptedCity city(other, [](const CityAsk&) { return CityReply{}; });
        const auto answer = client(city).call(get("/v1/time"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, HttpsCode::TlsRefused);
        QVERIFY(city.asks("/").empty());
    }

    void tellsNoLineFromALostAnswer()
    {
        ScriptedCity city(m_tls, [](const CityAsk&) {
            CityReply reply;
            reply.isDropped = true;
            return reply;
        });
        HttpsClient https = client(city);
        QCOMPARE(https.call(get("/v1/time")).error().code, HttpsCode::Lost);
        city.setNetwork(false);
        QCOMPARE(https.call(get("/v1/time")).error().code, HttpsCode::Unreachable);
        city.setNetwork(true);
        city.setScript([](const CityAsk&) { return CityReply{200, "{}", "application/json", {}, false}; });
        QVERIFY(https.call(get("/v1/time")));
    }

    void keepsToItsDeadlineAndToStop()
    {
        std::mutex mutex;
        std::condition_variable released;
        bool isReleased = false;
        ScriptedCity city(m_tls, [&](const CityAsk&) {
            std::unique_lock lock(mutex);
            released.wait(lock, [&] { return isReleased; });
            return CityReply{};
        });
        HttpsClient https = client(city);
        const auto late = https.call(get("/v1/time", 300ms));
        std::jthread stopper([&] { https.stop(); });
        const auto stopped = https.call(get("/v1/time", 20s));
        {
            const std::lock_guard lock(mutex);
            isReleased = true;
        }
        released.notify_all();
        QCOMPARE(late.error().code, HttpsCode::TimedOut);
        QVERIFY(!stopped);
    }

    void takesNoMoreThanAnAnswerCanBe()
    {
        ScriptedCity city(m_tls, [](const CityAsk&) {
            return CityReply{200, std::string(HttpsClient::kMostBody + 1, 'x'), "application/pdf", {}, false};
        });
        QCOMPARE(client(city).call(get("/v1/files/x")).error().code, HttpsCode::TooLarge);
    }

    void followsNoRedirectAndKnowsItsCodes()
    {
        ScriptedCity city(m_tls, [](const CityAsk&) {
            return CityReply{302, "", "text/html", {{"Location", "https://example.invalid/"}}, false};
        });
        QCOMPARE(client(city).call(get("/v1/time"))->status, 302);
        for (const auto& code : queue::sync::syncCodes())
            QVERIFY(code.starts_with("queue.sync."));
    }
};

BANSHI_TEST(HttpsClientTest)
#include "https_client_test.moc"
