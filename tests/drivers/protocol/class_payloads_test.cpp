// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/barcode_payloads.h"
#include "banshi/drivers/protocol/biometric_payloads.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/indicator_payloads.h"
#include "banshi/drivers/protocol/keypad_payloads.h"
#include "banshi/drivers/protocol/payment_payloads.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::protocol;
using nlohmann::json;

/// The payloads of scanner, payment terminal, lights and sensors.
class ClassPayloadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesACodeWithItsRail()
    {
        const json payload = toJson(sdk::Barcode(sdk::Symbology::QrCode, {'1', '3'}));
        QCOMPARE(payload.dump(), std::string(R"({"readOutput":[{"barcodeData":"MTM=","symbology":"qrCode"}]})"));
        const auto back = barcodeFromJson(payload);
        QVERIFY(back && back->symbology == sdk::Symbology::QrCode && back->data.size() == 2);
        const std::string unionPay = "6277777777777777777";
        const json code = toJson(sdk::Barcode(sdk::Symbology::Code128, {unionPay.begin(), unionPay.end()}));
        QVERIFY(code["readOutput"][0]["payerCode"] == "unionPay");
    }

    void takesPublishedAnswersOfOtherScanners()
    {
        const auto rare = barcodeFromJson(json::parse(
            R"({"readOutput":[{"symbology":"maxiCode","barcodeData":"O2gAUACFyEARAJAC","symbologyName":"x"}]})"));
        QVERIFY(rare && rare->symbology == sdk::Symbology::Unknown && rare->data.size() == 12);
        for (const char* text :
             {"{}", R"({"readOutput":[]})", R"({"readOutput":null})", R"({"readOutput":[7]})",
              R"({"readOutput":[{"symbology":"qrCode"}]})", R"({"readOutput":[{"barcodeData":"***"}]})"})
            QVERIFY2(!barcodeFromJson(json::parse(text)), text);
    }

    void asksForKindsOfCode()
    {
        const auto kinds = symbologiesFromJson(symbologiesToJson({sdk::Symbology::QrCode, sdk::Symbology::Itf}));
        QVERIFY(kinds && kinds->size() == 2);
        QVERIFY(symbologiesFromJson(json::object())->empty());
        QVERIFY(symbologiesFromJson({{"symbologies", nullptr}})->empty());
        const auto some =
            symbologiesFromJson(json::parse(R"({"symbologies":{"qrCode":true,"maxiCode":true,"itf":false}})"));
        QVERIFY(some && *some == std::vector{sdk::Symbology::QrCode});
        for (const char* text :
             {R"({"symbologies":7})", R"({"symbologies":{"qrCode":1}})", R"({"symbologies":{"maxiCode":true}})"})
            QVERIFY2(!symbologiesFromJson(json::parse(text)), text);
    }

    void carriesPaymentsAndReports()
    {
        const auto request = paymentRequestFromJson(toJson(sdk::PaymentRequest{"A1", 3650}));
        QVERIFY(request && request->reference == "A1" && request->amountFen == 3650);
        const auto reversal = reversalRequestFromJson(toJson(sdk::ReversalRequest{"B2", "T|x", 1}));
        QVERIFY(reversal && reversal->terminalReference == "T|x");
        for (const auto state : {sdk::PaymentState::Approved, sdk::PaymentState::Declined, sdk::PaymentState::Aborted,
                                 sdk::PaymentState::NotStarted, sdk::PaymentState::InProgress,
                                 sdk::PaymentState::Reversed, sdk::PaymentState::Unknown})
        {
            const auto report = paymentReportFromJson(toJson(sdk::PaymentReport{state, "A1", 7, "T|x", "Refusal"}));
            QVERIFY(report && report->state == state && report->amountFen == 7 && report->reason == "Refusal");
        }
    }

    void refusesPaymentsThatCannotBe()
    {
        for (const char* text :
             {R"({})", R"({"reference":"A1"})", R"({"reference":"A1","amountFen":0})",
              R"({"reference":"A1","amountFen":36.5})", R"({"reference":"A1","amountFen":1000000001})",
              R"({"reference":"","amountFen":1})", R"({"reference":"12345678901","amountFen":1})",
              R"({"reference":"A-1","amountFen":1})", R"([])"})
            QVERIFY2(!paymentRequestFromJson(json::parse(text)), text);
        QVERIFY(!reversalRequestFromJson(json::parse(R"({"reference":"A1","terminalReference":"","amountFen":1})")));
        QVERIFY(!paymentReportFromJson(json::parse(R"({"state":"rich","reference":"A1"})")));
    }

    void carriesLights()
    {
        const std::map<std::string, sdk::FlashRate> lights{{"cardReader", sdk::FlashRate::Slow},
                                                           {"statusBad", sdk::FlashRate::Continuous}};
        const auto back = lightsFromJson(lightsToJson(lights));
        QVERIFY(back && *back == lights);
        // As published, with what this version does not look at.
        const auto published = lightsFromJson(json::parse(
            R"({"cardReader":{"left":{"flashRate":"quick","color":"green","direction":"entry"}},"pinPad":null})"));
        QVERIFY(published && published->size() == 1 && published->at("cardReader") == sdk::FlashRate::Quick);
        for (const char* text : {"{}", "[]", R"({"cardReader":{"flashRate":"slow"}})", R"({"cardReader":{}})",
                                 R"({"cardReader":{"default":{"flashRate":"disco"}}})"})
            QVERIFY2(!lightsFromJson(json::parse(text)), text);
    }

    void carriesKeys()
    {
        const std::vector<std::string> keys{"five", "enter"};
        const json payload = keysToJson(keys);
        QVERIFY(payload["keys"] == 2 && payload["completion"] == "auto");
        const auto back = keysFromJson(payload);
        QVERIFY(back && *back == keys);
        for (const char* text : {"{}", "[]", R"({"pinKeys":7})", R"({"pinKeys":[{"completion":"continue"}]})"})
            QVERIFY2(!keysFromJson(json::parse(text)), text);
        QCOMPARE(*mostKeysFromJson({{"maxLen", 4}}), 4);
        QCOMPARE(*mostKeysFromJson(json::object()), 0);
        for (const char* text : {R"({"maxLen":-1})", R"({"maxLen":1001})", R"({"maxLen":"4"})", R"({"maxLen":0.5})"})
            QVERIFY2(!mostKeysFromJson(json::parse(text)), text);
        const auto [name, event] = toJson(sdk::Event(sdk::KeyPressed{"five"}));
        QVERIFY(name == event::kKeyPressed && event["digit"] == "five");
    }

    void carriesFingers()
    {
        const json read = biometricReadToJson(sdk::BiometricTemplate("reserved1", {1, 2, 3}));
        QCOMPARE(read.dump(), std::string(R"({"dataRead":[{"data":"AQID","type":{"format":"reserved1"}}]})"));
        const auto back = biometricReadFromJson(read);
        QVERIFY(back && back->format == "reserved1" && back->data.size() == 3);
        QVERIFY(biometricImportFromJson(biometricImportToJson(*back)));
        const std::string entry = R"({"type":{"format":"reserved1"},"data":"AQID"})";
        for (const std::string& text :
             {std::string("{}"), std::string("[]"), std::string(R"({"templates":[]})"),
              R"({"templates":[)" + entry + "," + entry + "]}", std::string(R"({"templates":[{"data":"AQID"}]})"),
              std::string(R"({"templates":[{"type":{"format":""},"data":"AQID"}]})"),
              std::string(R"({"templates":[{"type":{"format":"x"},"data":""}]})"),
              std::string(R"({"templates":[{"type":{"format":"x"},"data":"***"}]})")})
            QVERIFY2(!biometricImportFromJson(json::parse(text)), text.c_str());
        QCOMPARE(*confidenceFromJson(confidenceToJson(87)), 87);
        for (const char* text : {"{}", R"({"candidates":{}})", R"({"candidates":{"a":{"confidenceLevel":101}}})"})
            QVERIFY2(!confidenceFromJson(json::parse(text)), text);
    }

    void tellsStatusInTheClassesWords()
    {
        const json lights = toJson(sdk::IndicatorsStatus{
            {sdk::DeviceState::Online, {}}, {{"scanner", sdk::FlashRate::Medium}}, {{"cabinetDoor", "open"}}});
        QVERIFY(lights["lights"]["scanner"]["default"]["flashRate"] == "medium");
        QVERIFY(lights["auxiliaries"]["cabinetDoor"] == "open");
        QVERIFY(lights["common"]["device"] == "online");
        const json ups = toJson(sdk::IndicatorsStatus{{}, {}, {{"UPS", "powering"}}});
        QVERIFY(ups["auxiliaries"]["UPS"]["powering"] == true && ups["auxiliaries"]["UPS"]["low"] == false);
        QVERIFY(toJson(sdk::BarcodeReaderStatus{{}, sdk::ScannerState::On})["barcodeReader"]["scanner"] == "on");
        QVERIFY(toJson(sdk::PaymentTerminalStatus{{}, true})["paymentTerminal"]["transaction"] == "running");
        const json keypad = toJson(sdk::KeypadStatus{{}, true, {{"enhancedAudioSensor", "present"}}});
        QVERIFY(keypad["keyboard"]["dataEntry"] == "running");
        QVERIFY(keypad["auxiliaries"]["enhancedAudioSensor"] == "present");
        QVERIFY(toJson(sdk::BiometricReaderStatus{{}, true, false})["biometric"]["subject"] == "present");
        // The same through the variant, as the host sends it.
        QVERIFY(toJson(sdk::Status(sdk::PaymentTerminalStatus{{}, true})) ==
                toJson(sdk::PaymentTerminalStatus{{}, true}));
    }
};

BANSHI_TEST(ClassPayloadsTest)
#include "class_payloads_test.moc"
