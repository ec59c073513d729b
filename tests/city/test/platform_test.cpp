// SPDX-License-Identifier: GPL-3.0-or-later
#include "city_fixture.h"

#include "banshi/testing/suite.h"

#include <QTest>

namespace banshi::city
{

namespace
{

nlohmann::json sessionBody(const char* item = "utl.water")
{
    return {{"item", item}, {"locale", "zh-CN"}, {"consents", nlohmann::json::array()}};
}

} // namespace

class PlatformTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersARepeatedKeyWithTheFirstAnswer()
    {
        CityFixture city;
        const std::string key = city.key();
        const auto first = city.post("/v1/sessions", sessionBody(), key);
        const auto again = city.post("/v1/sessions", sessionBody(), key);
        COMPARE_JSON(first.status, 201);
        COMPARE_JSON(again.status, 201);
        QCOMPARE(QString::fromStdString(again.body), QString::fromStdString(first.body));
        COMPARE_JSON(again.headers.at("idempotency-replayed"), "true");
        COMPARE_JSON(CityFixture::json(city.post("/v1/sessions", sessionBody("grid.report"), key)).at("code"),
                     "request.keyReused");
        COMPARE_JSON(city.platform->dump().at("sessions").at("opened"), 1);
    }

    void countsWhatBreaksTheContract()
    {
        CityFixture city;
        auto body = sessionBody();
        body["surprise"] = 1;
        COMPARE_JSON(CityFixture::json(city.post("/v1/sessions", body)).at("code"), "request.invalid");
        COMPARE_JSON(CityFixture::json(city.get("/v1/nothing")).at("code"), "request.unknownOperation");
        const auto breaches = city.platform->dump().at("contract_breaches");
        COMPARE_JSON(breaches.at("requests"), 1);
        COMPARE_JSON(breaches.at("responses"), 0);
    }

    void saysTheTimeAndThatItLives()
    {
        CityFixture city;
        COMPARE_JSON(CityFixture::json(city.get("/v1/time")).at("utc"), "2026-01-01T00:00:00.000Z");
        COMPARE_JSON(CityFixture::json(city.get("/v1/health")).at("status"), "ok");
    }

    void locksACodeAfterFiveWrongOnes()
    {
        CityFixture city;
        const auto session = CityFixture::json(city.post("/v1/sessions", sessionBody("hr.pay-list")));
        const std::string path = "/v1/sessions/" + session.at("session_id").get<std::string>() + "/otp";
        const nlohmann::json proof = {{"chip", chipOf("测试")},
                                      {"reader", {{"device", "idcard"}, {"sam_number", "1"}}},
                                      {"nonce", session.at("nonce")}};
        const auto sent = CityFixture::json(city.post(path, proof));
        QVERIFY(sent.at("sent_to").get<std::string>().find("****") != std::string::npos);
        for (int i = 0; i < 4; ++i)
            COMPARE_JSON(CityFixture::json(city.post(path + "/verify", {{"code", "wrong"}})).at("code"),
                         "identity.otpWrong");
        COMPARE_JSON(CityFixture::json(city.post(path + "/verify", {{"code", "wrong"}})).at("code"),
                     "identity.tooManyTries");
        const auto code = city.platform->command({{"do", "otp"}}).at("code");
        COMPARE_JSON(CityFixture::json(city.post(path + "/verify", {{"code", code}})).at("code"),
                     "identity.tooManyTries");
    }

    void failsOnDemandAsOftenAsTold()
    {
        CityFixture city;
        city.platform->command(
            {{"do", "fault"}, {"kind", "503"}, {"operation", "sessions"}, {"times", 2}, {"ms", 5000}});
        city.platform->command({{"do", "fault"}, {"kind", "html"}, {"operation", "createSession"}});
        for (int i = 0; i < 2; ++i)
        {
            const auto refused = city.post("/v1/sessions", sessionBody());
            COMPARE_JSON(refused.status, 503);
            COMPARE_JSON(refused.headers.at("retry-after"), "5");
        }
        QVERIFY(city.post("/v1/sessions", sessionBody()).type.starts_with("text/html"));
        COMPARE_JSON(city.post("/v1/sessions", sessionBody()).status, 201);
    }

    void fillsInWhatTheCityKnows()
    {
        CityFixture city;
        const auto visit = city.visit("hr.pay-list", "face", chipOf("测试"));
        const auto path = "/v1/sessions/" + visit.at("session_id").get<std::string>() + "/prefill";
        const auto values = CityFixture::json(city.get(path, {{"item", "hr.pay-list"}})).at("values");
        COMPARE_JSON(values.at(0).at("value"), "2025-01");
        COMPARE_JSON(values.at(1).at("value"), "2025-12");
    }
};

} // namespace banshi::city

using banshi::city::PlatformTest;
BANSHI_TEST(PlatformTest)

#include "platform_test.moc"
