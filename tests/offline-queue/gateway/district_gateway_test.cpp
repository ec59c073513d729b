// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "district_fixture.h"

#include <QTest>

using namespace banshi;
using namespace banshi::queue::district;
using nlohmann::json;
using queue::gateway::UpstreamCode;

class DistrictGatewayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersABatchWithASignedReceipt()
    {
        DistrictFixture fixture;
        const std::string one = fixture.newKey();
        auto second = fixture.item(2, fixture.newKey());
        second["stream"] = "case-1";
        second["late"] = true;
        const auto reply = fixture.send({fixture.item(1, one), second});
        QCOMPARE(reply.status, 200);
        const auto answer = jsonOf(reply);
        QVERIFY(fixture.gate.checkAnswer(*fixture.contract.find("sendQueueBatch"), 200, answer).empty());
        QCOMPARE(answer["verdicts"][0]["verdict"].get<std::string>(), std::string("accepted"));
        QCOMPARE(answer["verdicts"][0]["receipt_id"].get<std::string>(), "district-" + one);
        QCOMPARE(answer["high_water"].get<int>(), 7);
        QCOMPARE(answer["signed"]["digest"].get<std::string>(), std::string(64, 'd'));
        QVERIFY(queue::sync::isSigned(answer, {"D-1", kDistrictEpoch}, DistrictFixture::publicKey()));
        QCOMPARE(fixture.accepted, 1);
        const auto& kept = fixture.intake.batches.at(0);
        QCOMPARE(kept.device, std::string("D-1"));
        QCOMPARE(kept.epoch, std::string(kDistrictEpoch));
        QVERIFY(kept.items[0].sealed == (queue::store::Bytes{0, 1, 255, 1}));
        QCOMPARE(kept.items[1].stream, std::string("case-1"));
        QVERIFY(kept.items[1].late && !kept.items[0].late);
    }

    void repeatsTheWordOfThePlatform()
    {
        DistrictFixture fixture;
        const std::string waits = fixture.newKey();
        const std::string arrived = fixture.newKey();
        const std::string parked = fixture.newKey();
        fixture.intake.items["D-1" + waits] = {KeptItem::State::Waits, "reports", {}, {}};
        fixture.intake.items["D-1" + arrived] = {KeptItem::State::Arrived, "reports", "rcp-1", {}};
        fixture.intake.items["D-1" + parked] = {KeptItem::State::Parked, "reports", {}, "queue.unreadable"};
        auto other = fixture.item(4, fixture.newKey());
        other["body_hmac"] = "bad" + std::string(61, 'a');
        const auto reply =
            fixture.send({fixture.item(1, waits), fixture.item(2, arrived), fixture.item(3, parked), other});
        const auto verdicts = jsonOf(reply)["verdicts"];
        QCOMPARE(verdicts[0]["verdict"].get<std::string>(), std::string("duplicate"));
        QCOMPARE(verdicts[0]["receipt_id"].get<std::string>(), "district-" + waits);
        QCOMPARE(verdicts[1]["verdict"].get<std::string>(), std::string("duplicate"));
        QCOMPARE(verdicts[1]["receipt_id"].get<std::string>(), "district-" + arrived); // as the first time
        QCOMPARE(verdicts[2]["verdict"].get<std::string>(), std::string("rejected"));
        QCOMPARE(verdicts[2]["problem"]["code"].get<std::string>(), std::string("queue.unreadable"));
        QCOMPARE(verdicts[3]["problem"]["code"].get<std::string>(), std::string("request.keyReused"));
    }

    void namesTheBatchByItsOwnKeyAndSignsTheFirstAnswerAgain()
    {
        DistrictFixture fixture;
        const std::string key = fixture.newKey();
        const auto body = DistrictFixture::batch(json::array({fixture.item(1, fixture.newKey())}));
        const auto send = [&] {
            return jsonOf(fixture.call("POST", "/v1/queue/batch", body, "D-1", {{"idempotency-key", key}}));
        };
        const auto first = send();
        const auto& kept = fixture.intake.batches.at(0);
        QCOMPARE(kept.key, key);
        QCOMPARE(kept.bodyHash, testing::queue::sha256Hex(body.dump()));
        fixture.intake.items.clear();
        fixture.intake.firstAt = kept.at;
        fixture.clock.advance(std::chrono::hours(1));
        QVERIFY(send() == first);
        fixture.intake.failure = DistrictCode::KeyReused;
        QCOMPARE(codeOf(fixture.call("POST", "/v1/queue/batch", body, "D-1", {{"idempotency-key", key}})),
                 std::string("request.keyReused"));
    }

    void acceptsNothingThatTheDatabaseHasNotCommitted()
    {
        for (const auto failure :
             {DistrictCode::Unreachable, DistrictCode::NotDurable, DistrictCode::Refused, DistrictCode::Busy})
        {
            DistrictFixture fixture;
            fixture.intake.failure = failure;
            const auto reply = fixture.send(json::array({fixture.item(1, fixture.newKey())}));
            QCOMPARE(reply.status, 503);
            QCOMPARE(codeOf(reply), std::string("platform.unavailable"));
            QCOMPARE(jsonOf(reply)["class"].get<std::string>(), std::string("retry"));
            QCOMPARE(fixture.accepted, 0);
        }
    }

    void believesTheCertificateAndNothingElse()
    {
        DistrictFixture fixture;
        const json items = {fixture.item(1, fixture.newKey())};
        const auto inBody = fixture.call("POST", "/v1/queue/batch", DistrictFixture::batch(items, "D-2"));
        QCOMPARE(codeOf(inBody), std::string("request.forbidden"));
        const auto inHeader =
            fixture.call("POST", "/v1/queue/batch", DistrictFixture::batch(items), "D-1", {{"x-kiosk-id", "D-2"}});
        QCOMPARE(codeOf(inHeader), std::string("request.forbidden"));
        const json list = {
            {"device", "D-2"}, {"epoch", kDistrictEpoch}, {"from_seq", 1}, {"to_seq", 1}, {"items", json::array()}};
        QCOMPARE(codeOf(fixture.call("POST", "/v1/reconcile/20260101", list)), std::string("request.forbidden"));
        QVERIFY(fixture.intake.batches.empty() && fixture.intake.asked.device.empty());
    }

    void letsThoseWithoutACertificateAskForTimeAndEnrolmentOnly()
    {
        DistrictFixture fixture;
        fixture.upstream.body = R"({"utc":"2026-01-01T00:00:00Z"})";
        QCOMPARE(fixture.call("GET", "/v1/time", nullptr, "").status, 200);
        QCOMPARE(fixture.upstream.lastMachine, std::string());
        QCOMPARE(codeOf(fixture.call("GET", "/v1/site", nullptr, "")), std::string("request.forbidden"));
        const json items = {fixture.item(1, fixture.newKey())};
        QCOMPARE(codeOf(fixture.call("POST", "/v1/queue/batch", DistrictFixture::batch(items), "")),
                 std::string("request.forbidden"));
        fixture.isExpired = true;
        QCOMPARE(fixture.call("GET", "/v1/time").status, 200);
        QCOMPARE(codeOf(fixture.send(items)), std::string("request.forbidden"));
        QVERIFY(fixture.intake.batches.empty());
    }

    void takesNothingThatIsNotSealed()
    {
        DistrictFixture fixture;
        for (const char* target : {"/v1/reports", "/v1/events", "/local/journal/intents", "/v1/nothing"})
            QCOMPARE(codeOf(fixture.call("POST", target, json::object())), std::string("request.unknownOperation"));
        QCOMPARE(fixture.upstream.calls, 0);
    }
};

BANSHI_TEST(DistrictGatewayTest)
#include "district_gateway_test.moc"
