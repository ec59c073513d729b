// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "district_fixture.h"

#include <QTest>

using namespace banshi;
using namespace banshi::queue::district;
using nlohmann::json;
using queue::gateway::UpstreamCode;

class DistrictQuestionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatDiffersFromTheMachine()
    {
        DistrictFixture fixture;
        const std::string lost = fixture.newKey();
        const std::string here = fixture.newKey();
        const std::string parked = fixture.newKey();
        const std::string agreed = fixture.newKey();
        fixture.intake.difference = {{lost},
                                     {{{1, here}, {KeptItem::State::Waits, "reports", {}, {}}},
                                      {{2, parked}, {KeptItem::State::Parked, "reports", {}, "x.y"}},
                                      {{3, agreed}, {KeptItem::State::Arrived, "reports", "rcp-3", {}}}},
                                     3,
                                     std::string(64, 'e')};
        const json body = {{"device", "D-1"},
                           {"epoch", kDistrictEpoch},
                           {"from_seq", 1},
                           {"to_seq", 4},
                           {"items",
                            {{{"seq", 1}, {"key", here}, {"state", "pending"}},
                             {{"seq", 3}, {"key", agreed}, {"state", "arrived"}},
                             {{"seq", 4}, {"key", lost}, {"state", "parked"}}}}};
        const auto answer = jsonOf(fixture.call("POST", "/v1/reconcile/20260101", body));
        QVERIFY(fixture.gate.checkAnswer(*fixture.contract.find("reconcile"), 200, answer).empty());
        QVERIFY(fixture.intake.asked.keys == (std::vector{agreed, lost}));
        QVERIFY(answer["missing"] == json({lost}));
        QVERIFY(answer["surplus"] == json({{{"seq", 1}, {"key", here}, {"receipt_id", "district-" + here}}}));
        QCOMPARE(answer["high_water"].get<int>(), 3);
        QCOMPARE(answer["digest"].get<std::string>(), std::string(64, 'e'));
    }

    void saysWhatBecameOfARecordAndAsksThePlatformForTheRest()
    {
        DistrictFixture fixture;
        const std::string key = fixture.newKey();
        const auto outcome = [&] { return jsonOf(fixture.call("GET", "/v1/outcomes/" + key)); };
        fixture.upstream.body = json{{"key", key}, {"state", "unknown"}}.dump();
        QCOMPARE(outcome()["state"].get<std::string>(), std::string("unknown"));
        QCOMPARE(fixture.upstream.lastMachine, std::string("D-1"));
        auto& item = fixture.intake.items["D-1" + key];
        item.operation = "reports";
        QCOMPARE(outcome()["state"].get<std::string>(), std::string("running"));
        item = {KeptItem::State::Arrived, "reports", "rcp-1", {}};
        QCOMPARE(outcome()["operation"].get<std::string>(), std::string("submitReport"));
        QCOMPARE(outcome()["answer"]["receipt_id"].get<std::string>(), std::string("rcp-1"));
        item = {KeptItem::State::Parked, "reports", {}, "queue.unreadable"};
        QCOMPARE(outcome()["status"].get<int>(), 422);
        QVERIFY(fixture.gate.checkAnswer(*fixture.contract.find("getOutcome"), 200, outcome()).empty());
        QCOMPARE(fixture.upstream.calls, 1);
        fixture.intake.failure = DistrictCode::Unreachable; // "unknown" would be a lie
        QCOMPARE(fixture.call("GET", "/v1/outcomes/" + key).status, 503);
    }

    void passesOnlineCallsThroughInTheMachinesName()
    {
        DistrictFixture fixture;
        fixture.upstream.status = 201;
        fixture.upstream.body = R"({"session_id":"s-1","ttl_s":600,"nonce":"12345678"})";
        const json session{{"item", "utl.water"}, {"locale", "zh-CN"}, {"consents", json::array()}};
        QCOMPARE(fixture.call("POST", "/v1/sessions", session, "D-1", {{"authorization", "Basic x"}}).status, 201);
        QCOMPARE(fixture.upstream.lastMachine, std::string("D-1"));
        QVERIFY(fixture.upstream.lastHeaders.empty());
        fixture.upstream.failure = UpstreamCode::Unreachable;
        QCOMPARE(codeOf(fixture.call("POST", "/v1/sessions", session)), std::string("gateway.upstreamUnreachable"));
    }

    void passesEnrolmentThroughWithItsCode()
    {
        DistrictFixture fixture;
        fixture.upstream.contentType = "application/pkcs7-mime";
        fixture.upstream.body = "base64 of a certificate";
        const auto reply = fixture.call("POST", "/.well-known/est/simpleenroll", nullptr, "",
                                        {{"content-type", "application/pkcs10"},
                                         {"authorization", "Basic code"},
                                         {"content-transfer-encoding", "base64"}});
        QCOMPARE(reply.status, 200);
        QCOMPARE(std::string(reply.body.text()), fixture.upstream.body);
        QCOMPARE(fixture.upstream.lastHeaders.at("Authorization"), std::string("Basic code"));
        QCOMPARE(fixture.upstream.lastHeaders.at("Content-Transfer-Encoding"), std::string("base64"));
    }
};

BANSHI_TEST(DistrictQuestionsTest)
#include "district_questions_test.moc"
