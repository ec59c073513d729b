// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/district_gateway.h"

#include "banshi/queue/contract/document.h"
#include "banshi/queue/sync/receipts.h"
#include "banshi/testing/suite.h"
#include "gateway_fixture.h"

#include <QTest>
#include <fstream>

using namespace banshi;
using namespace banshi::queue::district;
using nlohmann::json;
using queue::gateway::HttpReply;
using queue::gateway::UpstreamCode;

namespace
{

constexpr const char* kEpoch = "0123456789abcdef";

/// Records in memory that fail as a test wants. Threads: one.
class SaidIntake : public Intake
{
public:
    std::optional<DistrictCode> failure;
    std::map<std::string, KeptItem> items; // by device and key
    std::vector<IncomingBatch> batches;
    std::string firstAt;                         // when the first answer was given
    std::map<std::string, std::string> pictures; // by device and hash
    Stretch asked;
    Comparison difference;

    DistrictResult<Acceptance> accept(const IncomingBatch& batch) override
    {
        if (failure)
            return base::fail(*failure, "said so", base::Retry::Later);
        batches.push_back(batch);
        Acceptance acceptance{{}, 7, std::string(64, 'd'), {}, firstAt.empty() ? batch.at : firstAt};
        for (const auto& item : batch.items)
        {
            const auto known = items.find(batch.device + item.key);
            acceptance.items.push_back(item.bodyHmac.starts_with("bad") ? Taken::Conflict
                                       : known == items.end()           ? Taken::New
                                                                        : Taken::Repeat);
            if (known != items.end())
                acceptance.known[item.key] = known->second;
            items.try_emplace(batch.device + item.key, KeptItem{{}, item.operation, {}, {}});
        }
        return acceptance;
    }
    DistrictResult<bool> keepPicture(const std::string& device, const std::string& sha256,
                                     const queue::store::SealedBlob& picture) override
    {
        if (failure)
            return base::fail(*failure, "said so", base::Retry::Later);
        const std::string bytes(picture.sealed.begin(), picture.sealed.end());
        return !pictures.emplace(device + sha256, picture.keyId + bytes).second;
    }
    DistrictResult<PartTaken> keepPart(const std::string& device, const PicturePart& part) override
    {
        if (failure)
            return base::fail(*failure, "said so", base::Retry::Later);
        auto& kept = pictures[device + part.sha256];
        const auto size = static_cast<std::int64_t>(kept.size());
        if (part.offset != size)
            return PartTaken{PartTaken::Word::OffsetWrong, {HeldPicture::State::Partial, size, part.sealedHash}};
        if (part.keyId == "spoilt")
            return PartTaken{PartTaken::Word::HashWrong, {}};
        kept.append(part.bytes.begin(), part.bytes.end());
        return PartTaken{PartTaken::Word::Kept, *heldPicture(device, part.sha256)};
    }
    DistrictResult<HeldPicture> heldPicture(const std::string& device, const std::string& sha256) override
    {
        if (failure)
            return base::fail(*failure, "said so", base::Retry::Later);
        const auto found = pictures.find(device + sha256);
        if (found == pictures.end())
            return HeldPicture{};
        const auto size = static_cast<std::int64_t>(found->second.size());
        return size < kWhole ? HeldPicture{HeldPicture::State::Partial, size, std::string(64, 'b')}
                             : HeldPicture{HeldPicture::State::Complete, size, {}};
    }
    static constexpr std::int64_t kWhole = 10; // bytes of a picture in parts
    DistrictResult<std::optional<KeptItem>> find(const std::string& device, const std::string& key) override
    {
        if (failure)
            return base::fail(*failure, "said so", base::Retry::Later);
        const auto found = items.find(device + key);
        return found == items.end() ? std::nullopt : std::optional(found->second);
    }
    DistrictResult<Comparison> compare(const Stretch& stretch) override
    {
        asked = stretch;
        if (failure)
            return base::fail(*failure, "said so", base::Retry::Later);
        return difference;
    }
    DistrictResult<DistrictCounts> counts() override { return DistrictCounts{}; }
};

struct Fixture
{
    testing::ManualClock clock;
    QTemporaryDir folder;
    queue::contract::Contract contract;
    queue::contract::SchemaGate gate{contract, clock};
    SaidIntake intake;
    SaidUpstream upstream;
    queue::sync::SigningKey receipts = key();
    int accepted = 0;
    queue::gateway::DistrictGateway gateway{
        {{contract, gate}, intake, upstream, receipts, clock, [this] { ++accepted; }}};

    // RFC 8032, 7.1, test 1.
    [[nodiscard]] queue::sync::SigningKey key() const
    {
        const auto file = folder.path().toStdString() + "/sign.key";
        std::ofstream(file) << "district-1 nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=\n";
        return queue::sync::SigningKey::read(file).value();
    }
    [[nodiscard]] static queue::sync::SignatureKey publicKey()
    {
        return queue::sync::SignatureKey::parse("district-1 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").value();
    }
    [[nodiscard]] std::string newKey() const { return base::newUuid(clock); }
    [[nodiscard]] json item(int seq, const std::string& uuid) const
    {
        return {{"seq", seq},
                {"key", uuid},
                {"operation", "reports"},
                {"suite", 1},
                {"key_id", "key-1"},
                {"sealed", "AAH/AQ=="},
                {"body_hmac", std::string(64, 'a')},
                {"made_at", "2026-01-01T00:00:00.000Z"},
                {"late", false}};
    }
    [[nodiscard]] static json batch(const json& items, const std::string& device = "D-1")
    {
        return {{"device", device}, {"epoch", kEpoch}, {"items", items}};
    }
    HttpReply call(const std::string& method, const std::string& target, const json& body = nullptr,
                   const std::string& device = "D-1", std::map<std::string, std::string> headers = {})
    {
        queue::gateway::HttpRequest request;
        request.method = method;
        request.target = target;
        request.device = device;
        request.isExpired = isExpired;
        request.headers = std::move(headers);
        if (method == "POST")
            request.headers.emplace("idempotency-key", newKey());
        if (!body.is_null())
        {
            request.headers.emplace("content-type", "application/json");
            request.body = base::SecretBytes(std::string_view(body.dump()));
        }
        return gateway.handle(request);
    }
    HttpReply send(const json& items) { return call("POST", "/v1/queue/batch", batch(items)); }
    bool isExpired = false;
};

} // namespace

class DistrictGatewayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersABatchWithASignedReceipt()
    {
        Fixture fixture;
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
        QVERIFY(queue::sync::isSigned(answer, {"D-1", kEpoch}, Fixture::publicKey()));
        QCOMPARE(fixture.accepted, 1);
        const auto& kept = fixture.intake.batches.at(0);
        QCOMPARE(kept.device, std::string("D-1"));
        QCOMPARE(kept.epoch, std::string(kEpoch));
        QVERIFY(kept.items[0].sealed == (queue::store::Bytes{0, 1, 255, 1}));
        QCOMPARE(kept.items[1].stream, std::string("case-1"));
        QVERIFY(kept.items[1].late && !kept.items[0].late);
    }

    void repeatsTheWordOfThePlatform()
    {
        Fixture fixture;
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
        Fixture fixture;
        const std::string key = fixture.newKey();
        const auto body = Fixture::batch(json::array({fixture.item(1, fixture.newKey())}));
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
            Fixture fixture;
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
        Fixture fixture;
        const json items = {fixture.item(1, fixture.newKey())};
        const auto inBody = fixture.call("POST", "/v1/queue/batch", Fixture::batch(items, "D-2"));
        QCOMPARE(codeOf(inBody), std::string("request.forbidden"));
        const auto inHeader =
            fixture.call("POST", "/v1/queue/batch", Fixture::batch(items), "D-1", {{"x-kiosk-id", "D-2"}});
        QCOMPARE(codeOf(inHeader), std::string("request.forbidden"));
        const json list = {
            {"device", "D-2"}, {"epoch", kEpoch}, {"from_seq", 1}, {"to_seq", 1}, {"items", json::array()}};
        QCOMPARE(codeOf(fixture.call("POST", "/v1/reconcile/20260101", list)), std::string("request.forbidden"));
        QVERIFY(fixture.intake.batches.empty() && fixture.intake.asked.device.empty());
    }

    void letsThoseWithoutACertificateAskForTimeAndEnrolmentOnly()
    {
        Fixture fixture;
        fixture.upstream.body = R"({"utc":"2026-01-01T00:00:00Z"})";
        QCOMPARE(fixture.call("GET", "/v1/time", nullptr, "").status, 200);
        QCOMPARE(fixture.upstream.lastMachine, std::string());
        QCOMPARE(codeOf(fixture.call("GET", "/v1/site", nullptr, "")), std::string("request.forbidden"));
        const json items = {fixture.item(1, fixture.newKey())};
        QCOMPARE(codeOf(fixture.call("POST", "/v1/queue/batch", Fixture::batch(items), "")),
                 std::string("request.forbidden"));
        fixture.isExpired = true;
        QCOMPARE(fixture.call("GET", "/v1/time").status, 200);
        QCOMPARE(codeOf(fixture.send(items)), std::string("request.forbidden"));
        QVERIFY(fixture.intake.batches.empty());
    }

    void takesNothingThatIsNotSealed()
    {
        Fixture fixture;
        for (const char* target : {"/v1/reports", "/v1/events", "/local/journal/intents", "/v1/nothing"})
            QCOMPARE(codeOf(fixture.call("POST", target, json::object())), std::string("request.unknownOperation"));
        QCOMPARE(fixture.upstream.calls, 0);
    }

    void keepsPicturesByTheirHash()
    {
        Fixture fixture;
        const std::string target = "/v1/queue/blobs/" + std::string(64, 'a');
        const std::map<std::string, std::string> headers{{"content-type", "application/octet-stream"},
                                                         {"x-key-id", "key-1"}};
        const auto put = [&](std::string_view bytes, const auto& with) {
            queue::gateway::HttpRequest request;
            request.method = "PUT";
            request.target = target;
            request.device = "D-1";
            request.headers = with;
            request.body = base::SecretBytes(bytes);
            return fixture.gateway.handle(request);
        };
        QVERIFY(jsonOf(put("sealed", headers)) == json({{"accepted", true}, {"duplicate", false}}));
        QVERIFY(jsonOf(put("other", headers)) == json({{"accepted", true}, {"duplicate", true}}));
        QCOMPARE(fixture.intake.pictures.at("D-1" + std::string(64, 'a')), std::string("key-1sealed"));
        QCOMPARE(fixture.accepted, 2);
        auto nameless = headers;
        nameless.erase("x-key-id");
        QCOMPARE(codeOf(put("sealed", nameless)), std::string("request.invalid"));
        QCOMPARE(codeOf(put(std::string(queue::contract::kMostBlobBytes * 5 / 4, 'x'), headers)),
                 std::string("request.tooLarge"));
    }

    void takesAPictureInPartsAndSaysWhereToGoOn()
    {
        Fixture fixture;
        const std::string target = "/v1/queue/blobs/" + std::string(64, 'a');
        const auto patch = [&](std::string_view bytes, int offset, std::map<std::string, std::string> more = {}) {
            queue::gateway::HttpRequest request;
            request.method = "PATCH";
            request.target = target;
            request.device = "D-1";
            request.headers = std::move(more);
            request.headers.merge(
                std::map<std::string, std::string>{{"content-type", "application/octet-stream"},
                                                   {"x-key-id", "key-1"},
                                                   {"x-sealed-sha256", std::string(64, 'b')},
                                                   {"upload-offset", std::to_string(offset)},
                                                   {"upload-length", std::to_string(SaidIntake::kWhole)}});
            request.body = base::SecretBytes(bytes);
            auto reply = fixture.gateway.handle(request);
            const auto faults =
                fixture.gate.checkAnswer(*fixture.contract.find("patchQueueBlob"), reply.status, jsonOf(reply));
            return faults.empty() ? jsonOf(reply) : json(queue::contract::describe(faults));
        };
        QVERIFY(jsonOf(fixture.call("GET", target)) == json({{"state", "absent"}, {"offset", 0}}));
        QCOMPARE(patch("0123", 0).at("offset").get<int>(), 4);
        QCOMPARE(fixture.accepted, 0);
        QVERIFY(jsonOf(fixture.call("GET", target)) ==
                json({{"state", "partial"}, {"offset", 4}, {"sealed_sha256", std::string(64, 'b')}}));
        const auto refused = patch("7", 7);
        QCOMPARE(refused.at("code").get<std::string>(), std::string("blob.offsetWrong"));
        QCOMPARE(refused.at("offset").get<int>(), 4);
        const auto spoilt = patch("456789", 4, {{"x-key-id", "spoilt"}});
        QCOMPARE(spoilt.at("code").get<std::string>(), std::string("blob.partsWrong"));
        QCOMPARE(spoilt.at("offset").get<int>(), 0);
        QCOMPARE(patch("456789", 4).at("state").get<std::string>(), std::string("complete"));
        QCOMPARE(fixture.accepted, 1);
        for (const auto& [name, value] :
             std::vector<std::pair<std::string, std::string>>{{"upload-offset", "-1"},
                                                              {"upload-offset", "9999999999999999999"},
                                                              {"upload-offset", "x"},
                                                              {"upload-length", "0"},
                                                              {"x-sealed-sha256", "b"},
                                                              {"x-key-id", ""}})
            QCOMPARE(patch("4", 4, {{name, value}}).at("code").get<std::string>(), std::string("request.invalid"));
        QCOMPARE(patch("", 4).at("code").get<std::string>(), std::string("request.invalid"));
        QCOMPARE(patch("0123456", 4).at("code").get<std::string>(), std::string("request.invalid"));
        fixture.intake.failure = DistrictCode::Unreachable;
        QCOMPARE(patch("4", 4).at("code").get<std::string>(), std::string("platform.unavailable"));
        QCOMPARE(codeOf(fixture.call("GET", target)), std::string("platform.unavailable"));
    }

    void saysWhatDiffersFromTheMachine()
    {
        Fixture fixture;
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
                           {"epoch", kEpoch},
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
        Fixture fixture;
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
        Fixture fixture;
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
        Fixture fixture;
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

BANSHI_TEST(DistrictGatewayTest)
#include "district_gateway_test.moc"
