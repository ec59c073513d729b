// SPDX-License-Identifier: GPL-3.0-or-later
#include "city_fixture.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <thread>

namespace banshi::city
{

class PaymentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotesTheBillInItsLines()
    {
        CityFixture city;
        const auto quote = quoteOf(city);
        COMPARE_JSON(quote.at("lines").at(0).at("fen"), 8100);
        COMPARE_JSON(quote.at("lines").at(1).at("fen"), 540);
        COMPARE_JSON(quote.at("total_fen"), 8640);
    }

    void refusesAnAccountThatIsNotThere()
    {
        CityFixture city;
        for (const char* account : {"3010002272", "ABC0002271", "1"})
            COMPARE_JSON(
                CityFixture::json(city.post("/v1/queries", {{"item", "utl.water"}, {"params", {{"account", account}}}}))
                    .at("code"),
                "query.accountUnknown");
    }

    void letsEitherMoneyOrCloseWin()
    {
        for (int round = 0; round < 50; ++round)
        {
            CityFixture& city = shared();
            city.clock.advance(std::chrono::days(31)); // another month, another bill
            const auto order = orderOf(city);
            const std::string path = "/v1/payments/" + order.at("order_id").get<std::string>();
            nlohmann::json paid;
            std::thread street([&] {
                paid = city.platform->command({{"do", "pay"}, {"order_id", order.at("order_id")}});
            });
            const auto closed = CityFixture::json(city.post(path + "/close", nlohmann::json::object()));
            street.join();
            const auto state = CityFixture::json(city.get(path)).at("state");
            COMPARE_JSON(closed.at("state"), state);
            COMPARE_JSON(paid.at("ok").get<bool>(), state == "PAID");
        }
    }

    void closesAnOrderWhenItsTimeIsOver()
    {
        CityFixture city;
        const auto order = orderOf(city);
        city.platform->command({{"do", "pay"}, {"step", "scan"}});
        const std::string path = "/v1/payments/" + order.at("order_id").get<std::string>();
        COMPARE_JSON(CityFixture::json(city.get(path)).at("state"), "PAYING");
        city.clock.advance(std::chrono::minutes(4));
        COMPARE_JSON(CityFixture::json(city.get(path)).at("state"), "CLOSED");
        QVERIFY(!city.platform->command({{"do", "pay"}, {"qr_text", order.at("qr_text")}}).at("ok").get<bool>());
    }

    void takesEachBillOnceAndGivesMoneyBackOnce()
    {
        CityFixture city;
        const auto order = orderOf(city);
        city.platform->command({{"do", "pay"}});
        COMPARE_JSON(CityFixture::json(city.post("/v1/quotes", quoteBody(city))).at("code"), "quote.nothingDue");
        const nlohmann::json refund = {{"order_id", order.at("order_id")},
                                       {"reason", "drivers.receipt.outcomeUnknown"}};
        COMPARE_JSON(city.post("/v1/refunds", refund).status, 202);
        COMPARE_JSON(city.post("/v1/refunds", refund).status, 409);
        COMPARE_JSON(city.post("/v1/quotes", quoteBody(city)).status, 200);
    }

private:
    static CityFixture& shared()
    {
        static CityFixture city;
        return city;
    }

    static nlohmann::json quoteBody(CityFixture& city)
    {
        const auto query =
            CityFixture::json(city.post("/v1/queries", {{"item", "utl.water"}, {"params", {{"account", kAccount}}}}));
        return {{"item", "utl.water"}, {"query_id", query.at("query_id")}, {"params", nlohmann::json::object()}};
    }
    static nlohmann::json quoteOf(CityFixture& city)
    {
        return CityFixture::json(city.post("/v1/quotes", quoteBody(city)));
    }
    static nlohmann::json orderOf(CityFixture& city)
    {
        return CityFixture::json(
            city.post("/v1/payments", {{"quote_id", quoteOf(city).at("quote_id")}, {"channel", "native-qr"}}));
    }
};

} // namespace banshi::city

using banshi::city::PaymentsTest;
BANSHI_TEST(PaymentsTest)

#include "payments_test.moc"
