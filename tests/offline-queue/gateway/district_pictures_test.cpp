// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/document.h"
#include "banshi/testing/suite.h"
#include "district_fixture.h"

#include <QTest>

using namespace banshi;
using namespace banshi::queue::district;
using nlohmann::json;
using queue::gateway::UpstreamCode;

class DistrictPicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsPicturesByTheirHash()
    {
        DistrictFixture fixture;
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
        DistrictFixture fixture;
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
};

BANSHI_TEST(DistrictPicturesTest)
#include "district_pictures_test.moc"
