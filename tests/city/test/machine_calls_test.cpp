// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/pseudonyms.h"
#include "banshi/testing/suite.h"
#include "city_fixture.h"

#include <QTest>
#include <sodium.h>

namespace banshi::city
{

namespace
{

nlohmann::json heartbeat(const CityFixture& city)
{
    return {{"program", "1"},
            {"at", base::toRfc3339(city.clock.wall().utc)},
            {"epoch", "0123456789abcdef"},
            {"queue", {{"pending", 3}, {"parked", 0}, {"oldest_s", 12}}},
            {"disk_free_bytes", 1000},
            {"clock", {{"trusted", true}, {"offset_ms", 0}}},
            {"faults", nlohmann::json::array()}};
}

bool isSignedBy(const std::string& publicKey, const std::string& text, const std::string& signature)
{
    const std::string raw = fromBase64(signature).value();
    const auto bytes = [](const std::string& from) { return reinterpret_cast<const std::uint8_t*>(from.data()); };
    return crypto_sign_verify_detached(bytes(raw), bytes(text), text.size(), bytes(publicKey)) == 0;
}

} // namespace

class MachineCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesASignedCommandUntilItIsAcknowledged()
    {
        CityFixture city;
        const auto given = city.platform->command(
            {{"do", "command"}, {"device", kDevice}, {"kind", "message"}, {"args", {{"zh", "你好"}}}, {"ttl_s", 60}});
        const auto open = CityFixture::json(city.post("/v1/heartbeats", heartbeat(city))).at("commands");
        COMPARE_JSON(open.size(), 1);
        COMPARE_JSON(open[0].at("id"), given.at("id"));
        const std::string text = "banshi-command-v1\n" + std::string(kDevice) + "\n" + textOf(open[0], "id") +
                                 "\nmessage\n" + sha256Hex(R"({"zh":"你好"})") + "\n" + textOf(open[0], "issued_at") +
                                 "\n" + textOf(open[0], "expires_at");
        QVERIFY(isSignedBy(city.publicKey("city-sign.pub").second, text, textOf(open[0], "signature")));
        const std::string path = "/v1/commands/" + textOf(open[0], "id") + "/ack";
        const nlohmann::json done = {{"result", "done"}, {"at", base::toRfc3339(city.clock.wall().utc)}};
        COMPARE_JSON(city.post(path, done).status, 200);
        COMPARE_JSON(CityFixture::json(city.get("/v1/commands")).at("commands").size(), 0);
        COMPARE_JSON(city.post("/v1/commands/cmd-x/ack", done).status, 403);
        const auto machines = city.platform->dump().at("machines");
        COMPARE_JSON(machines.at("commands")[0].at("result"), "done");
        COMPARE_JSON(machines.at("last_heartbeat").at(kDevice).at("queue").at("pending"), 3);
    }

    void publishesASignedManifestAndItsFiles()
    {
        CityFixture city;
        COMPARE_JSON(CityFixture::json(city.get("/v1/catalogue/manifest")).at("code"), "file.unknown");
        city.platform->command({{"do", "publish"}, {"files", {{"a.json", "0123456789"}}}});
        const auto manifest = CityFixture::json(city.get("/v1/catalogue/manifest"));
        COMPARE_JSON(city.get("/v1/catalogue/manifest", {{"have", "1"}}).status, 304);
        const std::string hash = textOf(manifest.at("files")[0], "sha256");
        const std::string text = "banshi-manifest-v1\n1\n" + textOf(manifest, "not_after") + "\na.json " + hash + " 10";
        QVERIFY(isSignedBy(city.publicKey("city-sign.pub").second, text, textOf(manifest, "signature")));
        const auto part = city.platform
                              ->handle({.method = "GET",
                                        .path = "/v1/catalogue/files/" + hash,
                                        .query = {},
                                        .headers = {{"range", "bytes=4-"}},
                                        .body = {},
                                        .device = kDevice})
                              .response;
        COMPARE_JSON(part.status, 206);
        COMPARE_JSON(part.body, "456789");
        COMPARE_JSON(part.headers.at("content-range"), "bytes 4-9/10");
        COMPARE_JSON(city.platform->dump().at("contract_breaches").at("responses"), 0);
    }

    void tellsTheOutcomeOfAKey()
    {
        CityFixture city;
        const std::string key = city.key();
        COMPARE_JSON(CityFixture::json(city.get("/v1/outcomes/" + key)).at("state"), "unknown");
        const nlohmann::json body = {{"item", "utl.water"}, {"locale", "en"}, {"consents", nlohmann::json::array()}};
        const auto made = city.post("/v1/sessions", body, key);
        const auto outcome = CityFixture::json(city.get("/v1/outcomes/" + key));
        COMPARE_JSON(outcome.at("state"), "done");
        COMPARE_JSON(outcome.at("operation"), "createSession");
        COMPARE_JSON(outcome.at("status"), 201);
        COMPARE_JSON(outcome.at("answer"), CityFixture::json(made));
    }

    void letsACaseGoOnWhenItsSupplementComes()
    {
        CityFixture city;
        auto visit = city.visit("pol.no-crime", "otp", chipOf("测试"));
        auto form = visit;
        form.update({{"item", "pol.no-crime"},
                     {"def_version", 1},
                     {"form", {{"from", "2020-01"}, {"to", "2024-12"}, {"copies", 1}}}});
        const auto made = CityFixture::json(city.post("/v1/applications", form));
        const std::string caseId = made.at("cases")[0].at("case_id");
        const std::string path = "/v1/applications/" + caseId;
        auto supplement = visit;
        supplement["form"] = form["form"];
        COMPARE_JSON(city.post(path + "/supplements", supplement).status, 422);
        city.platform->command({{"do", "decide"}, {"case_id", caseId}, {"result", "needMore"}});
        COMPARE_JSON(CityFixture::json(city.get(path)).at("state"), "NEED_MORE");
        COMPARE_JSON(CityFixture::json(city.post(path + "/supplements", supplement)).at("state"), "ACCEPTED");
        auto owed = visit;
        owed.update({{"case_id", caseId}, {"reason", "drivers.printer.jam"}});
        const auto code = CityFixture::json(city.post("/v1/entitlements", owed));
        COMPARE_JSON(code.at("pickup_code"), made.at("pickup_code"));
        COMPARE_JSON(CityFixture::json(city.get("/v1/entitlements/" + textOf(code, "pickup_code"))).at("state"),
                     "PENDING");
    }

    void knowsPlacesAndLists()
    {
        CityFixture city;
        COMPARE_JSON(
            CityFixture::json(city.get("/v1/sites/nearby", {{"item", "utl.water"}, {"limit", "1"}})).at("sites").size(),
            1);
        COMPARE_JSON(CityFixture::json(city.get("/v1/sites/nearby", {{"item", "no.such"}})).at("code"), "item.unknown");
        COMPARE_JSON(CityFixture::json(city.get("/v1/site")).at("device"), kDevice);
        COMPARE_JSON(CityFixture::json(city.get("/v1/codetables/regions")).at("rows")[0].at("code"), "440399");
    }
};

} // namespace banshi::city

using banshi::city::MachineCallsTest;
BANSHI_TEST(MachineCallsTest)

#include "machine_calls_test.moc"
