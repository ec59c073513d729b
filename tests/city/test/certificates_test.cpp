// SPDX-License-Identifier: GPL-3.0-or-later
#include "city_fixture.h"

#include "banshi/city/pseudonyms.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <sodium.h>

namespace banshi::city
{

namespace
{

const std::uint8_t* bytesOf(const std::string& text)
{
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

nlohmann::json noCrimeForm()
{
    return {{"purpose", "study"}, {"from", "2020-01"}, {"to", "2025-12"}, {"copies", 1}, {"language", "zh"}};
}

nlohmann::json with(nlohmann::json base, const nlohmann::json& more)
{
    base.update(more);
    return base;
}

} // namespace

class CertificatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsWhatItIssues()
    {
        CityFixture city;
        const auto visit = city.visit("hr.pay-list", "face", chipOf("张小𠮷"));
        const auto query = CityFixture::json(
            city.post("/v1/queries",
                      with(visit, {{"item", "hr.pay-list"}, {"params", {{"from", "2025-01"}, {"to", "2025-12"}}}})));
        COMPARE_JSON(query.at("rows").size(), 12);
        const auto issued = CityFixture::json(
            city.post("/v1/certificates", with(visit, {{"item", "hr.pay-list"}, {"query_id", query.at("query_id")}})));
        const auto file = city.get(issued.at("url"));
        QCOMPARE(QString::fromStdString(sha256Hex(file.body)), QString::fromStdString(issued.at("sha256")));
        COMPARE_JSON(file.body.size(), issued.at("size").get<std::size_t>());
        const auto [id, key] = city.publicKey("city-sign.pub");
        const std::string signature = fromBase64(issued.at("signature")).value();
        const std::string covered = signedText(issued.at("serial"), issued.at("sha256"), issued.at("pages"));
        QCOMPARE(QString::fromStdString(id), QString::fromStdString(issued.at("key_id")));
        COMPARE_JSON(crypto_sign_verify_detached(bytesOf(signature), bytesOf(covered), covered.size(), bytesOf(key)),
                     0);
        const std::string other = signedText(issued.at("serial"), issued.at("sha256"), 9);
        COMPARE_JSON(crypto_sign_verify_detached(bytesOf(signature), bytesOf(other), other.size(), bytesOf(key)), -1);
    }

    void spoilsASignatureAndAFileOnDemand()
    {
        CityFixture city;
        const auto visit = city.visit("hr.pay-list", "otp", chipOf("测试"));
        city.platform->command({{"do", "fault"}, {"kind", "badSignature"}});
        const auto issued = CityFixture::json(city.post("/v1/certificates", with(visit, {{"item", "hr.pay-list"}})));
        const auto [id, key] = city.publicKey("city-sign.pub");
        const std::string signature = fromBase64(issued.at("signature")).value();
        const std::string covered = signedText(issued.at("serial"), issued.at("sha256"), issued.at("pages"));
        COMPARE_JSON(crypto_sign_verify_detached(bytesOf(signature), bytesOf(covered), covered.size(), bytesOf(key)),
                     -1);
        city.platform->command({{"do", "fault"}, {"kind", "emptyPdf"}});
        QVERIFY(city.get(issued.at("url")).body.empty());
        QVERIFY(!city.get(issued.at("url")).body.empty());
    }

    void givesTheCertificateOnlyToItsOwnerAndOnlyOnce()
    {
        CityFixture city;
        const auto visit = city.visit("pol.no-crime", "face", chipOf("测试甲"));
        const auto applied = CityFixture::json(city.post(
            "/v1/applications", with(visit, {{"item", "pol.no-crime"}, {"def_version", 1}, {"form", noCrimeForm()}})));
        const std::string code = applied.at("pickup_code");
        COMPARE_JSON(code.size(), 10);
        COMPARE_JSON(redeem(city, visit, code), "PENDING");

        const auto other = city.visit("pol.no-crime", "otp", chipOf("测试乙", "44039919850615002X"));
        COMPARE_JSON(redeem(city, other, code), "entitlement.notYours");
        COMPARE_JSON(redeem(city, visit, "AAAAAAAAAA"), "entitlement.unknown");

        city.platform->command({{"do", "decide"}, {"all", true}});
        COMPARE_JSON(redeem(city, visit, code), "READY");
        const auto wanted =
            with(visit, {{"item", "pol.no-crime"}, {"case_id", applied.at("cases").at(0).at("case_id")}});
        const auto issued = CityFixture::json(city.post("/v1/certificates", wanted));
        COMPARE_JSON(print(city, issued, "DONE"), 202);
        COMPARE_JSON(redeem(city, visit, code), "COLLECTED");
        COMPARE_JSON(CityFixture::json(city.post("/v1/certificates", wanted)).at("code"), "certificate.notReady");
        COMPARE_JSON(print(city, issued, "DONE"), 409);
        const auto dump = city.platform->dump();
        COMPARE_JSON(dump.at("prints_per_serial").at(issued.at("serial").get<std::string>()), 2);
        COMPARE_JSON(dump.at("cases").size(), 1);
    }

    void asksForMoreThanTheCardAlone()
    {
        CityFixture city;
        const auto visit = city.visit("hr.pay-list", "card", chipOf("测试"));
        COMPARE_JSON(
            CityFixture::json(city.post("/v1/certificates", with(visit, {{"item", "hr.pay-list"}}))).at("code"),
            "identity.required");
    }

    void keepsPersonsOutOfTheDump()
    {
        CityFixture city;
        const auto visit = city.visit("hr.pay-list", "face", chipOf("欧阳测试"));
        city.post("/v1/certificates", with(visit, {{"item", "hr.pay-list"}}));
        const auto dump = city.platform->dump();
        const std::string text = dump.dump();
        QVERIFY(text.find("440399199001010018") == std::string::npos);
        QVERIFY(text.find("欧阳测试") == std::string::npos);
        const auto hmac = city.platform->command({{"do", "hmac"}, {"text", "440399199001010018"}}).at("hmac");
        COMPARE_JSON(dump.at("certificates").at(0).at("subject").at("hmac"), hmac);
        COMPARE_JSON(dump.at("contract_breaches").at("responses"), 0);
    }

private:
    static std::string redeem(CityFixture& city, const nlohmann::json& visit, const std::string& code)
    {
        const auto answer =
            CityFixture::json(city.post("/v1/entitlements/redeem", with(visit, {{"pickup_code", code}})));
        return answer.value("state", answer.value("code", ""));
    }

    static int print(CityFixture& city, const nlohmann::json& issued, const char* result)
    {
        return city
            .post("/v1/prints", {{"permit", issued.at("print_permit")},
                                 {"serial", issued.at("serial")},
                                 {"attempt", 1},
                                 {"result", result},
                                 {"pages_out", issued.at("pages")},
                                 {"at", "2026-01-01T00:00:00.000Z"}})
            .status;
    }
};

} // namespace banshi::city

using banshi::city::CertificatesTest;
BANSHI_TEST(CertificatesTest)

#include "certificates_test.moc"
