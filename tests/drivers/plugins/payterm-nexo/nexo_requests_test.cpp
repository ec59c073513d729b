// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_requests.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::payterm_nexo;
using nlohmann::json;

namespace
{

const Parties kParties{"POSSystemID12345", "V400m-324688179", "EUR", "3.0"};

} // namespace

/// The requests against those in terminal vendors' public documents, member by member.
class NexoRequestsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAfterAPaymentAsPublished()
    {
        json published = json::parse(R"({"SaleToPOIRequest": {
            "MessageHeader": {"ProtocolVersion": "3.0", "MessageClass": "Service",
                "MessageCategory": "TransactionStatus", "MessageType": "Request", "SaleID": "POSSystemID12345",
                "ServiceID": "29245", "POIID": "V400m-324688179"},
            "TransactionStatusRequest": {"ReceiptReprintFlag": true,
                "DocumentQualifier": ["CashierReceipt", "CustomerReceipt"],
                "MessageReference": {"SaleID": "POSSystemID12345", "ServiceID": "29235",
                    "MessageCategory": "Payment"}}}})");
        // No receipt is wanted: it would bring card data here.
        published["SaleToPOIRequest"]["TransactionStatusRequest"].erase("DocumentQualifier");
        published["SaleToPOIRequest"]["TransactionStatusRequest"]["ReceiptReprintFlag"] = false;
        const Reference payment{"Payment", "29235"};
        QVERIFY(json::parse(statusRequest(kParties, "29245", &payment)) == published);
        const json last = json::parse(statusRequest(kParties, "29245", nullptr));
        QVERIFY(!last["SaleToPOIRequest"]["TransactionStatusRequest"].contains("MessageReference"));
    }

    void abortsAsPublished()
    {
        const json published = json::parse(R"({"SaleToPOIRequest": {
            "MessageHeader": {"ProtocolVersion": "3.0", "MessageClass": "Service", "MessageCategory": "Abort",
                "MessageType": "Request", "SaleID": "POSSystemID12345", "ServiceID": "21797",
                "POIID": "V400m-324688179"},
            "AbortRequest": {"AbortReason": "MerchantAbort", "MessageReference": {
                "SaleID": "POSSystemID12345", "ServiceID": "21796", "MessageCategory": "Payment"}}}})");
        QVERIFY(json::parse(abortRequest(kParties, "21797", {"Payment", "21796"})) == published);
    }

    void takesBackAsPublished()
    {
        const json published = json::parse(R"({"SaleToPOIRequest": {
            "MessageHeader": {"ProtocolVersion": "3.0", "MessageClass": "Service", "MessageCategory": "Reversal",
                "MessageType": "Request", "SaleID": "POSSystemID12345", "ServiceID": "SVC00851",
                "POIID": "V400m-324688179"},
            "ReversalRequest": {"OriginalPOITransaction": {"POITransactionID": {
                "TransactionID": "1f8a2301-5c3d-49a5-bb17-b1c10dd74ed6",
                "TimeStamp": "2026-03-02T14:35:12+00:00"}}, "ReversalReason": "MerchantCancel"}}})");
        const sdk::ReversalRequest request{"SVC00851", "1f8a2301-5c3d-49a5-bb17-b1c10dd74ed6|2026-03-02T14:35:12+00:00",
                                           3650};
        QVERIFY(json::parse(reversalRequest(kParties, request)) == published);
        QVERIFY(reversalRequest(kParties, {"SVC00851", "not ours", 3650}).empty());
    }

    void namesThePaymentByTheCallersReference()
    {
        const json request =
            json::parse(paymentRequest(kParties, {"A1B2C3D4E5", 1930}, "2021-01-21T09:47:21.092Z"))["SaleToPOIRequest"];
        QVERIFY(request["MessageHeader"]["ServiceID"] == "A1B2C3D4E5");
        QVERIFY(request["MessageHeader"]["MessageCategory"] == "Payment");
        const json& body = request["PaymentRequest"];
        QVERIFY(body["SaleData"]["SaleTransactionID"]["TransactionID"] == "A1B2C3D4E5");
        QVERIFY(body["SaleData"]["SaleTransactionID"]["TimeStamp"] == "2021-01-21T09:47:21.092Z");
        QCOMPARE(body["PaymentTransaction"]["AmountsReq"].dump(),
                 std::string(R"({"Currency":"EUR","RequestedAmount":19.3})"));
    }

    void neverLosesAFen()
    {
        for (std::int64_t fen = 1; fen < 2'000'000; fen += 7)
            QCOMPARE(fenOf(json::parse(json(yuanOf(fen)).dump()).get<double>()), fen);
        QCOMPARE(fenOf(-1.0), std::int64_t(0));
        QCOMPARE(fenOf(1e300), std::int64_t(0));
    }
};

BANSHI_TEST(NexoRequestsTest)
#include "nexo_requests_test.moc"
