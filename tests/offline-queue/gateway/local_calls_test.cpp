// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "gateway_fixture.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;

class LocalCallsTest : public QObject
{
    Q_OBJECT

    /// Whether the answer is what the contract says.
    static bool isAllowed(const GatewayFixture& fixture, const char* operation, const queue::gateway::HttpReply& reply)
    {
        return fixture.gate.checkAnswer(*fixture.contract.find(operation), reply.status, jsonOf(reply)).empty();
    }

private Q_SLOTS:
    void keepsTheJournal()
    {
        GatewayFixture fixture;
        const std::string id = fixture.newKey();
        const json intent{{"intent_id", id}, {"kind", "pay"}, {"session", "s-1"}, {"data", {{"quote", "q-1"}}}};
        const auto opened = fixture.call("POST", "/local/journal/intents", intent);
        QCOMPARE(opened.status, 201);
        QVERIFY(isAllowed(fixture, "openIntent", opened));
        QVERIFY(jsonOf(fixture.call("POST", "/local/journal/intents", intent))["duplicate"] == json(true));
        auto other = intent;
        other["kind"] = "print";
        QCOMPARE(codeOf(fixture.call("POST", "/local/journal/intents", other)), std::string("journal.intentReused"));
        QCOMPARE(
            fixture.call("POST", "/local/journal/notes", {{"intent_id", id}, {"data", {{"order_id", "o-1"}}}}).status,
            200);
        const auto open = fixture.call("GET", "/local/journal/open");
        QVERIFY(isAllowed(fixture, "listOpenIntents", open));
        QVERIFY(jsonOf(open)["intents"][0]["data"] == json({{"quote", "q-1"}, {"order_id", "o-1"}}));
        QVERIFY(jsonOf(open)["intents"][0]["opened_at"] == json("2026-01-01T00:00:00.000Z"));
        const auto close = [&](const char* outcome) {
            return fixture.call("POST", "/local/journal/outcomes",
                                {{"intent_id", id}, {"outcome", outcome}, {"data", json::object()}});
        };
        QCOMPARE(close("done").status, 200);
        QCOMPARE(codeOf(close("failed")), std::string("journal.intentClosed"));
        QVERIFY(jsonOf(fixture.call("GET", "/local/journal/open"))["intents"].empty());
        const auto recent = fixture.call("GET", "/local/journal/recent?limit=5");
        QVERIFY(isAllowed(fixture, "listRecentIntents", recent));
        QVERIFY(jsonOf(recent)["intents"][0]["outcome"] == json("done"));
        QCOMPARE(codeOf(fixture.call("POST", "/local/journal/notes",
                                     {{"intent_id", fixture.newKey()}, {"data", json::object()}})),
                 std::string("journal.intentUnknown"));
    }

    void refusesPersonalDataWhereNoneMayBe()
    {
        GatewayFixture fixture;
        const auto intent = [&](const json& data) {
            return codeOf(
                fixture.call("POST", "/local/journal/intents",
                             {{"intent_id", fixture.newKey()}, {"kind", "pay"}, {"session", "s"}, {"data", data}}));
        };
        QCOMPARE(intent({{"note", "number 440399199001010018."}}), std::string("journal.personalData"));
        QCOMPARE(intent({{"deep", json::array({json{{"mobile", "13800008000"}}})}}),
                 std::string("journal.personalData"));
        QCOMPARE(intent({{"13800008000", 1}}), std::string("journal.personalData"));
        QCOMPARE(intent({{"mobile", 13800008000}}), std::string("journal.personalData"));
        QCOMPARE(intent({{"order", "O-20261124-13800008000-7"}, {"serial", "440399199001010011"}}), std::string());
        QCOMPARE(codeOf(fixture.call("PUT", "/local/settings/a.b",
                                     {{"value", "440399199001010018"}, {"who", "t"}, {"reason", ""}})),
                 std::string("journal.personalData"));
        QCOMPARE(codeOf(fixture.call("POST", "/local/audit",
                                     {{"who", "t"}, {"what", "a.b"}, {"before", nullptr}, {"after", "13800008000"}})),
                 std::string("journal.personalData"));
    }

    void keepsSettingsWithTheirAudit()
    {
        GatewayFixture fixture;
        QCOMPARE(codeOf(fixture.call("GET", "/local/settings/services.off")), std::string("setting.unknown"));
        const auto put = fixture.call("PUT", "/local/settings/services.off",
                                      {{"value", {"utl.water"}}, {"who", "tech-1"}, {"reason", "meter change"}});
        QCOMPARE(put.status, 200);
        QVERIFY(jsonOf(fixture.call("GET", "/local/settings/services.off")) == json({{"value", {"utl.water"}}}));
        const auto added =
            fixture.call("POST", "/local/audit",
                         {{"who", "tech-1"}, {"what", "device.test"}, {"before", nullptr}, {"after", {{"ok", true}}}});
        QCOMPARE(added.status, 201);
        QVERIFY(isAllowed(fixture, "addAudit", added));
        const auto list = fixture.call("GET", "/local/audit?limit=2");
        QVERIFY(isAllowed(fixture, "listAudit", list));
        QVERIFY(jsonOf(list)["entries"][0]["what"] == json("device.test"));
        QVERIFY(jsonOf(list)["entries"][1]["after"] == json({"utl.water"}));
        QCOMPARE(codeOf(fixture.call("GET", "/local/audit?limit=0")), std::string("request.invalid"));
    }

    void letsNobodyElseWriteWhatTheGatewayRemembers()
    {
        GatewayFixture fixture;
        const auto put = [&](const std::string& key, const json& value) {
            return codeOf(fixture.call("PUT", "/local/settings/" + key,
                                       {{"value", value}, {"who", "tech-1"}, {"reason", "why not"}}));
        };
        for (const char* key : {"gateway.commands", "gateway.reconciled-to", "gateway.trusted-time"})
            QCOMPARE(put(key, "6026-01-01T00:00:00Z"), std::string("request.forbidden"));
        QCOMPARE(put("gateway.commands", nullptr), std::string("request.forbidden"));
        QCOMPARE(put("gateway.trusted-time", nullptr), std::string()); // a time signed by mistake can be forgotten
        QVERIFY(!fixture.store.store->settings().kept("gateway.trusted-time").value());
    }

    void tellsTheHealthAsItIs()
    {
        GatewayFixture fixture;
        fixture.upstream.state = {true, fixture.store.clock.wall().utc, "", 1500};
        auto health = fixture.call("GET", "/local/health");
        QVERIFY(isAllowed(fixture, "getLocalHealth", health));
        QVERIFY(jsonOf(health)["status"] == json("ok"));
        QVERIFY(jsonOf(health)["clock"] == json({{"trusted", true}, {"offset_ms", 1500}}));
        QVERIFY(!jsonOf(health)["upstream"].contains("last_contact"));
        QVERIFY(!jsonOf(health).contains("certificate_until")); // this gateway was given no certificate
        fixture.upstream.state.lastContact = fixture.store.clock.wall().utc;
        fixture.upstream.state.reachable = false;
        fixture.upstream.state.lastProblem = "queue.sync.unreachable";
        QVERIFY(fixture.store.store->outbox().enqueue(fixture.store.item("{}")));
        fixture.store.clock.advance(90s);
        health = fixture.call("GET", "/local/health");
        QVERIFY(isAllowed(fixture, "getLocalHealth", health));
        const auto document = jsonOf(health);
        QVERIFY(document["status"] == json("degraded"));
        QVERIFY(document["accepting"] == json(true));
        QVERIFY(document["upstream"]["last_contact"] == json("2026-01-01T00:00:00.000Z"));
        QVERIFY(document["upstream"]["last_problem"] == json("queue.sync.unreachable"));
        QVERIFY(document["queue"] ==
                json({{"pending", 1}, {"parked", 0}, {"oldest_s", 90}, {"fill_percent", 0}, {"watermark", "none"}}));
    }

    void takesNoRatingsFromEightyFivePercentOnAndSaysHowFullItIs()
    {
        GatewayFixture fixture(std::int64_t{1024} * 1024);
        const auto rate = [&] {
            return fixture.call("POST", "/v1/ratings", {{"session_id", "S-1"}, {"item", "hr.pay-list"}, {"grade", 5}},
                                fixture.newKey());
        };
        QCOMPARE(rate().status, 202);
        const std::string body(8000, 'b');
        while (fixture.store.store->health().fillPercent < 85)
            QVERIFY(fixture.store.store->outbox().enqueue(fixture.store.item(body)));
        QVERIFY(rate().status >= 500);
        const auto event = fixture.call(
            "POST", "/v1/events", {{"code", "device.outOfOrder"}, {"at", "2026-01-01T00:00:00Z"}}, fixture.newKey());
        QCOMPARE(event.status, 202);
        const auto health = fixture.call("GET", "/local/health");
        QVERIFY(isAllowed(fixture, "getLocalHealth", health));
        QVERIFY(jsonOf(health)["queue"]["watermark"] == json("low-priority-stops"));
        QVERIFY(jsonOf(health)["queue"]["fill_percent"] >= 85);
        QVERIFY(jsonOf(health)["accepting"] == json(true));
    }

    void doesNotTrustAClockThatIsFarOff()
    {
        GatewayFixture fixture;
        fixture.store.clock.setWall(base::UtcTime(), false); // 1970
        QVERIFY(jsonOf(fixture.call("GET", "/local/health"))["clock"]["trusted"] == json(false));
        fixture.upstream.state.clockOffsetMs = 1'700'000'000'000;
        QVERIFY(jsonOf(fixture.call("GET", "/local/health"))["clock"]["trusted"] == json(false));
        fixture.upstream.state.clockOffsetMs = -500;
        QVERIFY(jsonOf(fixture.call("GET", "/local/health"))["clock"]["trusted"] == json(true));
    }
};

BANSHI_TEST(LocalCallsTest)
#include "local_calls_test.moc"
