// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "gateway_fixture.h"

#include <QTest>

using namespace banshi;
using nlohmann::json;
using queue::gateway::HttpRequest;
using queue::gateway::UpstreamCode;
using testing::queue::sha256Hex;

namespace
{

json report(const std::vector<std::string>& photos = {})
{
    return {{"item", "grid.report"},
            {"def_version", 1},
            {"form", {{"text", "a lamp is out"}}},
            {"photos", photos},
            {"grid_code", "440399"},
            {"made_at", "2026-01-01T00:00:00Z"},
            {"ttl_h", 72}};
}

const json kSession{{"item", "utl.water"}, {"locale", "zh-CN"}, {"consents", json::array()}};
const std::string kOpened = R"({"session_id":"s-1","ttl_s":600,"nonce":"12345678"})";

} // namespace

class GatewayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsADurableRequestAndAnswersRepeatsAlike()
    {
        GatewayFixture fixture;
        const std::string key = fixture.newKey();
        const auto first = fixture.call("POST", "/v1/reports", report(), key);
        QCOMPARE(first.status, 202);
        QVERIFY(jsonOf(first)["duplicate"] == json(false));
        QCOMPARE(fixture.accepted, 1);
        json shuffled = json::parse(report().dump(2)); // other blanks: the same content
        const auto again = fixture.call("POST", "/v1/reports", shuffled, key);
        QCOMPARE(again.status, 202);
        QVERIFY(jsonOf(again)["duplicate"] == json(true));
        QVERIFY(jsonOf(again)["local_number"] == jsonOf(first)["local_number"]);
        auto other = report();
        other["grid_code"] = "440400";
        const auto conflict = fixture.call("POST", "/v1/reports", other, key);
        QCOMPARE(conflict.status, 422);
        QCOMPARE(codeOf(conflict), std::string("request.keyReused"));
        const auto batch = fixture.store.batch();
        QCOMPARE(batch.items.size(), std::size_t{1});
        QCOMPARE(batch.items[0].operation, std::string("reports"));
        QVERIFY(json::parse(fixture.store.keys.openBody(batch.items[0]).value()) == report());
        QCOMPARE(fixture.upstream.calls, 0);
    }

    void keepsWhatConcernsOneOrderInOrder()
    {
        GatewayFixture fixture;
        const json refund{{"order_id", "o-1"}, {"reason", "printer.failed"}};
        const json fulfilment{{"order_id", "o-1"}, {"slip", "printed"}, {"at", "2026-01-01T00:00:00Z"}};
        QCOMPARE(fixture.call("POST", "/v1/refunds", refund, fixture.newKey()).status, 202);
        QCOMPARE(fixture.call("POST", "/v1/fulfilments", fulfilment, fixture.newKey()).status, 202);
        QCOMPARE(fixture.store.batch().items.size(), std::size_t{1});
    }

    void keepsPicturesAndRefusesReportsWithoutThem()
    {
        GatewayFixture fixture;
        const std::string picture = "\xff\xd8 picture";
        const std::string hash = sha256Hex(picture);
        QCOMPARE(codeOf(fixture.call("POST", "/v1/reports", report({hash}), fixture.newKey())),
                 std::string("blob.missing"));
        HttpRequest put;
        put.method = "PUT";
        put.target = "/v1/blobs/" + hash;
        put.headers["content-type"] = "image/jpeg";
        put.body = base::SecretBytes(std::string_view(picture));
        QCOMPARE(fixture.gateway.handle(put).status, 202);
        QVERIFY(jsonOf(fixture.gateway.handle(put))["duplicate"] == json(true));
        QCOMPARE(fixture.call("POST", "/v1/reports", report({hash}), fixture.newKey()).status, 202);
        put.target = "/v1/blobs/" + sha256Hex("another");
        QCOMPARE(codeOf(fixture.gateway.handle(put)), std::string("blob.wrongHash"));
        put.headers["content-type"] = "text/plain";
        QCOMPARE(codeOf(fixture.gateway.handle(put)), std::string("request.invalid"));
        QCOMPARE(fixture.store.batch().blobs, std::vector<std::string>{hash});
    }

    void closesAnIntentTogetherWithTheAcceptance()
    {
        GatewayFixture fixture;
        const std::string intent = fixture.newKey();
        QCOMPARE(fixture
                     .call("POST", "/local/journal/intents",
                           {{"intent_id", intent}, {"kind", "submit"}, {"session", "s"}, {"data", json::object()}})
                     .status,
                 201);
        HttpRequest request;
        request.method = "POST";
        request.target = "/v1/reports";
        request.headers = {
            {"idempotency-key", fixture.newKey()}, {"x-intent-id", intent}, {"content-type", "application/json"}};
        request.body = base::SecretBytes(std::string_view(report().dump()));
        QCOMPARE(fixture.gateway.handle(request).status, 202);
        QVERIFY(fixture.store.store->journal().openIntents()->empty());
    }

    void refusesWhatTheContractDoesNotAllow_data()
    {
        QTest::addColumn<std::string>("method");
        QTest::addColumn<std::string>("target");
        QTest::addColumn<bool>("hasKey");
        QTest::addColumn<std::string>("code");
        const auto row = [](const char* name, const char* method, const char* target, bool hasKey, const char* code) {
            QTest::newRow(name) << std::string(method) << std::string(target) << hasKey << std::string(code);
        };
        row("no such path", "GET", "/v1/nothing", false, "request.unknownOperation");
        row("wrong method", "DELETE", "/v1/reports", true, "request.unknownOperation");
        row("gateways only", "POST", "/v1/queue/batch", true, "request.unknownOperation");
        row("no key", "POST", "/v1/ratings", false, "request.keyMissing");
        row("wrong body", "POST", "/v1/reports", true, "request.invalid");
        row("parameter missing", "GET", "/v1/sessions/s-1/prefill", false, "request.invalid");
        row("parameter wrong", "GET", "/v1/sessions/s-1/prefill?item=UPPER%20CASE", false, "request.invalid");
        row("parameter unknown", "GET", "/v1/time?colour=red", false, "request.invalid");
        row("climbing", "GET", "/v1/files/../../etc/passwd", false, "request.unknownOperation");
        row("broken escape", "GET", "/v1/time?a=%zz", false, "request.unknownOperation");
    }

    void refusesWhatTheContractDoesNotAllow()
    {
        QFETCH(std::string, method);
        QFETCH(std::string, target);
        QFETCH(bool, hasKey);
        QFETCH(std::string, code);
        GatewayFixture fixture;
        const auto reply = fixture.call(method, target, method == "POST" ? json{{"what", 7}} : json(),
                                        hasKey ? fixture.newKey() : std::string());
        QCOMPARE(codeOf(reply), code);
        QCOMPARE(reply.contentType, std::string("application/problem+json"));
        QCOMPARE(fixture.upstream.calls, 0);
        QCOMPARE(fixture.store.store->outbox().counts()->pending, 0);
    }

    void refusesBodiesThatAreNoJson()
    {
        GatewayFixture fixture;
        for (const std::string& body : {std::string("{\"item\":"), std::string("\xff\xfe"), std::string(2000, '[')})
        {
            HttpRequest request;
            request.method = "POST";
            request.target = "/v1/ratings";
            request.headers = {{"idempotency-key", fixture.newKey()}, {"content-type", "application/json"}};
            request.body = base::SecretBytes(std::string_view(body));
            QCOMPARE(codeOf(fixture.gateway.handle(request)), std::string("request.invalid"));
        }
        QCOMPARE(codeOf(fixture.call("POST", "/v1/ratings", {{"session_id", "s"}, {"item", "a.b"}, {"grade", 9}},
                                     "not-a-uuid")),
                 std::string("request.invalid"));
    }

    void passesAnOnlineCallThroughWithItsOwnKey()
    {
        GatewayFixture fixture;
        fixture.upstream.status = 201;
        fixture.upstream.body = kOpened;
        const std::string key = fixture.newKey();
        const auto reply = fixture.call("POST", "/v1/sessions", kSession, key);
        QCOMPARE(reply.status, 201);
        QCOMPARE(std::string(reply.body.text()), kOpened);
        QCOMPARE(fixture.upstream.lastKey, key);
        QVERIFY(json::parse(fixture.upstream.lastBody) == kSession);
        QCOMPARE(fixture.store.store->outbox().counts()->pending, 0);
    }

    void handsAProblemOfThePlatformOn()
    {
        GatewayFixture fixture;
        fixture.upstream.status = 404;
        fixture.upstream.contentType = "application/problem+json";
        fixture.upstream.body = R"({"type":"t","title":"t","status":404,"code":"item.unknown","class":"operator"})";
        const auto reply = fixture.call("POST", "/v1/sessions", kSession, fixture.newKey());
        QCOMPARE(reply.status, 404);
        QCOMPARE(codeOf(reply), std::string("item.unknown"));
    }

    void saysInTheContractsWordsWhatIsWrongWithTheLine()
    {
        GatewayFixture fixture;
        const auto ask = [&] { return fixture.call("POST", "/v1/sessions", kSession, fixture.newKey()); };
        fixture.upstream.failure = UpstreamCode::Unreachable;
        QCOMPARE(codeOf(ask()), std::string("gateway.upstreamUnreachable"));
        QVERIFY(jsonOf(ask())["class"] == json("retry"));
        fixture.upstream.failure = UpstreamCode::NoAnswer;
        QCOMPARE(codeOf(ask()), std::string("gateway.upstreamTimeout"));
        fixture.upstream.failure = UpstreamCode::WrongAnswer;
        QCOMPARE(codeOf(ask()), std::string("gateway.upstreamWrongAnswer"));
        fixture.upstream.failure.reset();
        fixture.upstream.contentType = "text/html";
        fixture.upstream.body = "<html>please log in</html>";
        QCOMPARE(codeOf(ask()), std::string("gateway.upstreamWrongAnswer"));
        fixture.upstream.contentType = "application/json";
        fixture.upstream.status = 201;
        fixture.upstream.body = R"({"session_id":"s-1"})";
        QCOMPARE(codeOf(ask()), std::string("gateway.upstreamWrongAnswer"));
    }

    void saysThatItCannotKeepAnythingWhenTheDiskIsFull()
    {
        GatewayFixture fixture;
        fixture.store.options.diskReserve = std::int64_t{1} << 60;
        fixture.store.store.reset();
        queue::gateway::Gateway gateway(
            {fixture.contract, fixture.gate, fixture.store.reopen(), fixture.upstream, fixture.store.clock, [] {}});
        HttpRequest request;
        request.method = "POST";
        request.target = "/v1/reports";
        request.headers = {{"idempotency-key", fixture.newKey()}, {"content-type", "application/json"}};
        request.body = base::SecretBytes(std::string_view(report().dump()));
        const auto reply = gateway.handle(request);
        QCOMPARE(reply.status, 507);
        QCOMPARE(codeOf(reply), std::string("gateway.notAccepting"));
    }
};

BANSHI_TEST(GatewayTest)
#include "gateway_test.moc"
