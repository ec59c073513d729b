// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_answers.h"
#include "banshi/drivers/plugins/payterm_nexo/nexo_frame.h"
#include "banshi/drivers/plugins/payterm_nexo/nexo_requests.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::payterm_nexo;
using nlohmann::json;

namespace
{

Parties parties(const char* version = "3.0")
{
    return {"Kiosk-0417", "V400m-000000001", "CNY", version};
}

json header(const char* category, const char* type, const char* serviceId)
{
    return {{"ProtocolVersion", "3.0"},  {"MessageClass", "Service"}, {"MessageCategory", category},
            {"MessageType", type},       {"SaleID", "Kiosk-0417"},    {"ServiceID", serviceId},
            {"POIID", "V400m-000000001"}};
}

// A payment's answer with everything in it that terminals send: members as in a vendor's public message classes
// (PaymentResponse, PaymentReceipt, PaymentResult, CardData), values invented.
json wholePayment()
{
    const json receipt{
        {"DocumentQualifier", "CustomerReceipt"},
        {"RequiredSignatureFlag", false},
        {"OutputContent",
         {{"OutputFormat", "Text"},
          {"OutputText", {{{"Text", "name=Card&value=%2a%2a%2a%2a0417&key=pan"}, {"EndOfLineFlag", true}}}}}}};
    const json card{{"EntryMode", {"Tapped"}},
                    {"PaymentBrand", "mc"},
                    {"MaskedPan", "623058 **** 0417"},
                    {"SensitiveCardData", {{"ExpiryDate", "1230"}}}};
    const json payment{
        {"POIData",
         {{"POITransactionID", {{"TransactionID", "a1.851"}, {"TimeStamp", "2026-03-02T14:35:12.000Z"}}},
          {"POIReconciliationID", "1000"}}},
        {"SaleData",
         {{"SaleTransactionID", {{"TransactionID", "A1B2C3D4E5"}, {"TimeStamp", "2026-03-02T14:35:02.000Z"}}}}},
        {"PaymentReceipt", {receipt}},
        {"PaymentResult",
         {{"OnlineFlag", true},
          {"PaymentAcquirerData", {{"AcquirerPOIID", "V400m-000000001"}, {"ApprovalCode", "123456"}}},
          {"PaymentInstrumentData", {{"PaymentInstrumentType", "Card"}, {"CardData", card}}},
          {"AmountsResp", {{"AuthorizedAmount", 1}, {"Currency", "CNY"}}}}},
        {"Response", {{"Result", "Success"}, {"AdditionalResponse", "cardSummary=0417&expiryYear=2030"}}}};
    return {{"SaleToPOIResponse",
             {{"MessageHeader", header("Payment", "Response", "A1B2C3D4E5")}, {"PaymentResponse", payment}}}};
}

} // namespace

/// Whole messages in the shape in which terminal vendors publish them.
class NexoPublishedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForAPaymentAsPublished()
    {
        const json published{
            {"SaleToPOIRequest",
             {{"MessageHeader", header("Payment", "Request", "A1B2C3D4E5")},
              {"PaymentRequest",
               {{"SaleData",
                 {{"SaleTransactionID", {{"TransactionID", "A1B2C3D4E5"}, {"TimeStamp", "2026-03-02T14:35:02.000Z"}}}}},
                {"PaymentTransaction", {{"AmountsReq", {{"Currency", "CNY"}, {"RequestedAmount", 10.99}}}}}}}}}};
        QCOMPARE(paymentRequest(parties(), {"A1B2C3D4E5", 1099}, "2026-03-02T14:35:02.000Z"), published.dump());
    }

    // Version 3.0 has ManufacturerID, which is required there; 3.1 calls it ProviderIdentification.
    void logsInAsTheVersionHasIt_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("maker");
        QTest::newRow("3.0") << QByteArray("3.0") << QByteArray("ManufacturerID");
        QTest::newRow("3.1") << QByteArray("3.1") << QByteArray("ProviderIdentification");
        QTest::newRow("3.1 of a vendor") << QByteArray("3.1-dmg") << QByteArray("ProviderIdentification");
    }
    void logsInAsTheVersionHasIt()
    {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, maker);
        json head = header("Login", "Request", "1");
        head["ProtocolVersion"] = version.toStdString();
        const json published{{"SaleToPOIRequest",
                              {{"MessageHeader", head},
                               {"LoginRequest",
                                {{"DateTime", "2026-03-02T14:35:02.000Z"},
                                 {"OperatorLanguage", "zh"},
                                 {"SaleSoftware",
                                  {{maker.toStdString(), "Banshi"},
                                   {"ApplicationName", "Banshi"},
                                   {"SoftwareVersion", "0.1"},
                                   {"CertificationCode", "none"}}}}}}}};
        QCOMPARE(loginRequest(parties(version.constData()), "1", "2026-03-02T14:35:02.000Z"), published.dump());
    }

    void asksForADiagnosisAsPublished()
    {
        const json published{{"SaleToPOIRequest",
                              {{"MessageHeader", header("Diagnosis", "Request", "2")},
                               {"DiagnosisRequest", {{"HostDiagnosisFlag", false}}}}}};
        QCOMPARE(diagnosisRequest(parties(), "2"), published.dump());
    }

    // Four bytes of length, most significant first, then the JSON and nothing else.
    void putsAMessageOnTheWire()
    {
        const std::string text = abortRequest(parties(), "3", {"Payment", "A1B2C3D4E5"});
        const auto frame = frameOf(text);
        QCOMPARE(frame.size(), text.size() + 4);
        const std::size_t length = (std::size_t(frame[0]) << 24) | (std::size_t(frame[1]) << 16) |
                                   (std::size_t(frame[2]) << 8) | std::size_t(frame[3]);
        QCOMPARE(length, text.size());
        QCOMPARE(std::string(frame.begin() + 4, frame.end()), text);
        const json published{
            {"SaleToPOIRequest",
             {{"MessageHeader", header("Abort", "Request", "3")},
              {"AbortRequest",
               {{"AbortReason", "MerchantAbort"},
                {"MessageReference",
                 {{"MessageCategory", "Payment"}, {"SaleID", "Kiosk-0417"}, {"ServiceID", "A1B2C3D4E5"}}}}}}}};
        QCOMPARE(text, published.dump());
    }

    void readsAWholeAnswerAndKeepsNothingOfTheCard()
    {
        const Answer answer = parseAnswer(wholePayment().dump());
        QCOMPARE(answer.kind, Answer::Kind::Response);
        QCOMPARE(answer.serviceId, std::string("A1B2C3D4E5"));
        const auto report = paymentReport(answer.body, answer.serviceId);
        QCOMPARE(report.state, sdk::PaymentState::Approved);
        QCOMPARE(report.amountFen, std::int64_t(100)); // one yuan, written without a decimal point
        QCOMPARE(report.terminalReference, std::string("a1.851|2026-03-02T14:35:12.000Z"));
        for (const std::string& kept : {report.reference, report.terminalReference, report.reason})
            QVERIFY(kept.find("0417") == std::string::npos && kept.find("623058") == std::string::npos);
    }

    void readsTheDiagnosisOfATerminalThatIsWell()
    {
        const json published{{"SaleToPOIResponse",
                              {{"MessageHeader", header("Diagnosis", "Response", "2")},
                               {"DiagnosisResponse",
                                {{"Response", {{"Result", "Success"}}},
                                 {"LoggedSaleID", {"Kiosk-0417"}},
                                 {"POIStatus", {{"GlobalStatus", "OK"}}}}}}}};
        const Answer answer = parseAnswer(published.dump());
        QCOMPARE(answer.category, std::string("Diagnosis"));
        QVERIFY(verdictOf(answer.body).isSuccess);
    }

    void readsAReversal()
    {
        const json published{
            {"SaleToPOIResponse",
             {{"MessageHeader", header("Reversal", "Response", "SVC00851")},
              {"ReversalResponse",
               {{"POIData",
                 {{"POITransactionID", {{"TransactionID", "a2.852"}, {"TimeStamp", "2026-03-02T15:00:00.000Z"}}}}},
                {"ReversedAmount", 36.5},
                {"Response", {{"Result", "Success"}}}}}}}};
        const auto report = reversalReport(parseAnswer(published.dump()).body, "SVC00851");
        QCOMPARE(report.state, sdk::PaymentState::Reversed);
        QCOMPARE(report.amountFen, std::int64_t(3650));
    }
};

BANSHI_TEST(NexoPublishedTest)
#include "nexo_published_test.moc"
