// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_answers.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::payterm_nexo;
using sdk::PaymentState;

namespace
{

// Answers as terminal vendors publish them (docs.adyen.com, "Verify transaction status"), shortened where they say "…".
const std::string kApproved = R"({"SaleToPOIResponse": {"MessageHeader": {
    "MessageCategory": "TransactionStatus", "MessageClass": "Service", "MessageType": "Response",
    "POIID": "e280-324688179", "ProtocolVersion": "3.0", "SaleID": "POSSystemID12345", "ServiceID": "987"},
  "TransactionStatusResponse": {"RepeatedMessageResponse": {"MessageHeader": {
      "MessageCategory": "Payment", "MessageClass": "Service", "MessageType": "Response", "POIID": "e280-324688179",
      "ProtocolVersion": "3.0", "SaleID": "POSSystemID12345", "ServiceID": "816"},
    "RepeatedResponseMessageBody": {"PaymentResponse": {"POIData": {"POIReconciliationID": "1000",
        "POITransactionID": {"TimeStamp": "2021-01-21T09:47:32.000Z",
          "TransactionID": "BV0q001611222452000.8515658977098900"}},
      "PaymentResult": {"AmountsResp": {"AuthorizedAmount": 19.30, "Currency": "EUR"}, "OnlineFlag": true},
      "Response": {"AdditionalResponse": "...pspReference=8515658977098900...", "Result": "Success"},
      "SaleData": {"SaleTransactionID": {"TimeStamp": "2021-01-21T09:47:21.092Z", "TransactionID": "280"}}}}},
    "Response": {"Result": "Success"}}}})";
const std::string kAborted = R"({"SaleToPOIResponse": {"MessageHeader": {
    "MessageCategory": "TransactionStatus", "MessageClass": "Service", "MessageType": "Response",
    "POIID": "V400m-324688179", "ProtocolVersion": "3.0", "SaleID": "POSSystemID12345", "ServiceID": "800"},
  "TransactionStatusResponse": {"MessageReference": {"MessageCategory": "Payment", "SaleID": "POSSystemID12345",
      "ServiceID": "172218"},
    "RepeatedMessageResponse": {"MessageHeader": {"MessageCategory": "Payment", "MessageClass": "Service",
        "MessageType": "Response", "POIID": "V400m-324688179", "ProtocolVersion": "3.0",
        "SaleID": "POSSystemID12345", "ServiceID": "172218"},
      "RepeatedResponseMessageBody": {"PaymentResponse": {"POIData": {"POIReconciliationID": "1000",
          "POITransactionID": {"TimeStamp": "2021-02-17T08:57:37.000Z", "TransactionID": "8ha5001613552257008"}},
        "PaymentResult": {"PaymentInstrumentData": {"CardData": {}, "PaymentInstrumentType": "Card"}},
        "Response": {"AdditionalResponse": "refusalReason=104%20Merchant%20cancelled%20tx",
          "ErrorCondition": "Aborted", "Result": "Failure"}}}},
    "Response": {"Result": "Success"}}}})";
const std::string kInProgress = R"({"SaleToPOIResponse":{"MessageHeader":{"MessageType":"Response",
    "MessageCategory":"TransactionStatus","MessageClass":"Service","ProtocolVersion":"3.0",
    "POIID":"V400m-324688179","SaleID":"POSSystemID12345","ServiceID":"29235status"},
  "TransactionStatusResponse":{"Response":{"Result":"Failure","ErrorCondition":"InProgress",
    "AdditionalResponse":"message=Uncompleted%20transaction"}}}})";
const std::string kNotFound = R"({"SaleToPOIResponse":{"MessageHeader":{"POIID":"V400m-324688179",
    "SaleID":"POSSystemID12345","ServiceID":"29235-status","ProtocolVersion":"3.0",
    "MessageCategory":"TransactionStatus","MessageType":"Response","MessageClass":"Service"},
  "TransactionStatusResponse":{"Response":{"ErrorCondition":"NotFound","Result":"Failure",
    "AdditionalResponse":"message=Message%20not%20found."}}}})";

} // namespace

class NexoAnswersTest : public QObject
{
    Q_OBJECT

    static sdk::PaymentReport statusOf(const std::string& text, const std::string& reference)
    {
        const Answer answer = parseAnswer(text);
        return answer.kind == Answer::Kind::Response ? statusReport(answer.body, reference) : sdk::PaymentReport();
    }

private Q_SLOTS:
    void readsThePublishedApproval()
    {
        const auto report = statusOf(kApproved, "816");
        QCOMPARE(report.state, PaymentState::Approved);
        QCOMPARE(report.amountFen, std::int64_t(1930));
        QCOMPARE(report.reference, std::string("816"));
        QCOMPARE(report.terminalReference,
                 std::string("BV0q001611222452000.8515658977098900|2021-01-21T09:47:32.000Z"));
        QVERIFY(report.reason.empty());
        QCOMPARE(parseAnswer(kApproved).serviceId, std::string("987"));
    }

    void readsThePublishedAbort()
    {
        const auto report = statusOf(kAborted, "172218");
        QCOMPARE(report.state, PaymentState::Aborted);
        QCOMPARE(report.amountFen, std::int64_t(0));
        QCOMPARE(report.reason, std::string("Aborted"));
    }

    void tellsRunningFromNeverBegun()
    {
        QCOMPARE(statusOf(kInProgress, "29235").state, PaymentState::InProgress);
        QCOMPARE(statusOf(kNotFound, "29235").state, PaymentState::NotStarted);
    }

    void doesNotTakeAnotherTransactionForOurs()
    {
        const auto report = statusOf(kApproved, "817");
        QCOMPARE(report.state, PaymentState::Unknown);
        QCOMPARE(report.reason, std::string("otherTransaction"));
        QCOMPARE(statusOf(kApproved, "").reference, std::string("816")); // whichever was last
    }

    void doesNotBelieveAnApprovalWithoutAnAmount()
    {
        const auto body = nlohmann::json::parse(R"({"Response": {"Result": "Success"}})");
        QCOMPARE(paymentReport(body, "1").state, PaymentState::Unknown);
    }

    void takesAPartialPaymentForWhatItIs()
    {
        const auto body = nlohmann::json::parse(R"({"Response": {"Result": "Partial", "ErrorCondition": "Refusal"},
            "PaymentResult": {"AmountsResp": {"AuthorizedAmount": 5}}})");
        const auto report = paymentReport(body, "1");
        QCOMPARE(report.state, PaymentState::Approved);
        QCOMPARE(report.amountFen, std::int64_t(500));
    }

    void readsEventsOfTheTerminal()
    {
        const Answer answer = parseAnswer(R"({"SaleToPOIRequest": {"MessageHeader": {"MessageClass": "Event"},
            "EventNotification": {"EventToNotify": "CardInserted", "TimeStamp": "2021-01-21T09:47:32.000Z"}}})");
        QCOMPARE(answer.kind, Answer::Kind::Notification);
        QCOMPARE(answer.category, std::string("CardInserted"));
    }

    void makesNothingOfGarbage()
    {
        for (const char* text : {"", "{", "[]", "null", "7", R"({"SaleToPOIResponse": 5})",
                                 R"({"SaleToPOIResponse": {"MessageHeader": {"MessageCategory": "Payment"}}})",
                                 R"({"SaleToPOIRequest": {}})"})
            QVERIFY2(parseAnswer(text).kind == Answer::Kind::Other, text);
        for (const char* body : {"{}", R"({"Response": 1})", R"({"Response": {"Result": "Maybe"}})",
                                 R"({"Response": {"Result": "Failure"}})"})
            QVERIFY2(paymentReport(nlohmann::json::parse(body), "1").state == PaymentState::Unknown, body);
    }
};

BANSHI_TEST(NexoAnswersTest)
#include "nexo_answers_test.moc"
