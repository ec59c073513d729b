// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/testing/queue/signer.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/queue/wire_item.h"
#include "banshi/testing/suite.h"
#include "running_gateway.h"

#include <QTest>
#include <fstream>
#include <mutex>

using namespace banshi;
using nlohmann::json;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::ScriptedCity;

namespace
{

const std::string kIdNumber = "440399199001010018";
const std::string kName = "\xe5\xbc\xa0\xe4\xb8\x89\xe4\xb8\xb0"; // 张三丰

std::string report()
{
    return json{{"item", "grid.report"},
                {"def_version", 1},
                {"form", {{"who", kName}, {"number", kIdNumber}}},
                {"photos", json::array()},
                {"grid_code", "440399"},
                {"made_at", "2026-01-01T00:00:00Z"},
                {"ttl_h", 72}}
        .dump();
}

std::string evidence()
{
    return json{{"level", "card"},
                {"chip",
                 {{"card_type", "citizen"},
                  {"name", kName},
                  {"id_number", kIdNumber},
                  {"birth", "19900101"},
                  {"address", "somewhere"},
                  {"issuer", "office"},
                  {"valid_from", "20200101"},
                  {"valid_to", "20400101"}}},
                {"reader", {{"device", "idcard"}, {"sam_number", "1"}}},
                {"nonce", "12345678"}}
        .dump();
}

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    base::SystemClock m_clock;
    testing::queue::Signer m_signer;
    std::mutex m_mutex;
    std::map<std::string, json> m_arrived; // by key; guarded by m_mutex

    CityReply play(const CityAsk& ask)
    {
        if (ask.target.starts_with("/v1/time"))
            return {200, "{\"utc\":\"" + base::toRfc3339(m_clock.wall().utc) + "\"}", "application/json", {}, false};
        if (ask.target.ends_with("/identity"))
            return {200,
                    R"({"assurance":"card","subject_token":"t","expires_at":"2030-01-01T00:00:00Z"})",
                    "application/json",
                    {},
                    false};
        if (ask.target != "/v1/queue/batch")
            return testing::queue::problemReply(404, "request.unknownOperation", "fatal");
        json verdicts = json::array();
        const std::lock_guard lock(m_mutex);
        const json batch = json::parse(ask.body);
        for (const auto& item : batch.at("items"))
        {
            const bool isNew = m_arrived.emplace(item.at("key"), item).second;
            verdicts.push_back(
                {{"key", item.at("key")}, {"verdict", isNew ? "accepted" : "duplicate"}, {"receipt_id", "R"}});
        }
        json answer = {{"verdicts", verdicts}, {"high_water", 0}};
        m_signer.sign(answer, {batch.at("device"), batch.at("epoch")}, base::toRfc3339(m_clock.wall().utc));
        return {200, answer.dump(), "application/json", {}, false};
    }
    [[nodiscard]] std::map<std::string, json> arrived()
    {
        const std::lock_guard lock(m_mutex);
        return m_arrived;
    }
    static UnixAnswer post(const RunningGateway& gateway, const std::string& target, const std::string& body,
                           const std::string& key)
    {
        return unixCall(gateway.socket(), "POST", target, body,
                        {{"Content-Type", "application/json"}, {"Idempotency-Key", key}});
    }
    static json health(const RunningGateway& gateway)
    {
        const auto document = unixCall(gateway.socket(), "GET", "/local/health").json();
        return document.is_object() ? document
                                    : json{{"upstream", {{"reachable", false}}}, {"queue", {{"pending", -1}}}};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }
    void init()
    {
        const std::lock_guard lock(m_mutex);
        m_arrived.clear();
    }

    void keepsAReportWhileTheLineIsDownAndDeliversItOnce()
    {
        ScriptedCity city(m_tls, [this](const CityAsk& ask) { return play(ask); });
        city.setNetwork(false);
        RunningGateway gateway(m_tls, city.url(), {m_signer.line(), {}});
        QVERIFY(gateway.start());
        const std::string key = base::newUuid(m_clock);
        const auto accepted = post(gateway, "/v1/reports", report(), key);
        QCOMPARE(accepted.status, 202);
        QCOMPARE(post(gateway, "/v1/sessions/s-1/identity", evidence(), base::newUuid(m_clock)).code(),
                 std::string("gateway.upstreamUnreachable"));
        QVERIFY(health(gateway)["queue"]["pending"] == json(1));
        gateway.kill();
        QVERIFY(gateway.start());
        QVERIFY(health(gateway)["queue"]["pending"] == json(1));
        const auto again = post(gateway, "/v1/reports", report(), key);
        QVERIFY(again.json()["duplicate"] == json(true));
        QVERIFY(again.json()["local_number"] == accepted.json()["local_number"]);
        city.setNetwork(true);
        QTRY_VERIFY_WITH_TIMEOUT(health(gateway)["queue"]["pending"] == json(0), 20000);
        QCOMPARE(arrived().size(), std::size_t{1});
        QCOMPARE(gateway.keys().openBody(testing::queue::wireItem(arrived().at(key))).value(), report());
        QTRY_VERIFY(health(gateway)["upstream"]["reachable"] == json(true));
        QCOMPARE(gateway.terminate(), 0);
        QVERIFY(!std::filesystem::exists(gateway.socket()));
    }

    void forgetsBodiesWhenItHasAnswered()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("sanitizers bring their own allocator, which does not clear");
#endif
        ScriptedCity city(m_tls, [this](const CityAsk& ask) { return play(ask); });
        RunningGateway gateway(m_tls, city.url(), {m_signer.line(), {}});
        QVERIFY(gateway.start());
        for (int i = 0; i < 3; ++i)
        {
            QCOMPARE(post(gateway, "/v1/reports", report(), base::newUuid(m_clock)).status, 202);
            QCOMPARE(post(gateway, "/v1/sessions/s-1/identity", evidence(), base::newUuid(m_clock)).status, 200);
        }
        QTRY_VERIFY_WITH_TIMEOUT(health(gateway)["queue"]["pending"] == json(0), 20000);
        QVERIFY2(gateway.remembers("TEST-01"), "the search itself must find what is there: the device id");
        QVERIFY(!gateway.remembers(kIdNumber));
        QVERIFY(!gateway.remembers(kName));
        QCOMPARE(gateway.terminate(), 0);
        QVERIFY(gateway.errors().find(kIdNumber) == std::string::npos);
    }

    void checksItsConfigurationAndLeaves()
    {
        RunningGateway gateway(m_tls, "https://127.0.0.1:1");
        const QString file = QString::fromStdString(gateway.machineFile().string());
        QCOMPARE(gateway.run({QStringLiteral("--config"), file, QStringLiteral("--check")}).first, 0);
        QVERIFY(!std::filesystem::exists(gateway.dataDir()));
        std::ofstream(gateway.machineFile(), std::ios::app) << "colour = \"red\"\n";
        const auto [code, errors] = gateway.run({QStringLiteral("--config"), file});
        QCOMPARE(code, 2);
        QVERIFY2(errors.find("machine.toml:14: gateway.colour") != std::string::npos, errors.c_str());
    }

    void doesNotStartBesideAnother()
    {
        RunningGateway gateway(m_tls, "https://127.0.0.1:1");
        QVERIFY(gateway.start());
        const auto [code, errors] =
            gateway.run({QStringLiteral("--config"), QString::fromStdString(gateway.machineFile().string())});
        QCOMPARE(code, 1);
        QVERIFY2(errors.find("another gateway listens") != std::string::npos, errors.c_str());
        QCOMPARE(gateway.terminate(), 0);
    }

    void saysThatItDoesNotAcceptWhenItsFolderCannotBeMade()
    {
        RunningGateway gateway(m_tls, "https://127.0.0.1:1");
        std::ofstream(gateway.dataDir()) << "a file stands where the folder should be";
        QVERIFY(gateway.start());
        QVERIFY(health(gateway)["accepting"] == json(false));
        const auto refused = post(gateway, "/v1/reports", report(), base::newUuid(m_clock));
        QCOMPARE(refused.code(), std::string("gateway.storeFailed"));
        std::filesystem::remove(gateway.dataDir());
        QCOMPARE(post(gateway, "/v1/reports", report(), base::newUuid(m_clock)).status, 202);
        QVERIFY(health(gateway)["accepting"] == json(true));
        QCOMPARE(gateway.terminate(), 0);
    }
};

BANSHI_TEST(ProgramTest)
#include "program_test.moc"
