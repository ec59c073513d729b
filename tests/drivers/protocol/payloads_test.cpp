// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;
using nlohmann::json;

class PayloadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesACardWithItsPhoto()
    {
        sdk::IdCard card;
        card.type = sdk::CardType::ResidencePermit;
        card.name = "某𠮷";
        card.number = "810000199408230021";
        card.passNumber = "H12345678";
        card.photo = {sdk::PhotoState::Decoded, 2, 1, {1, 2, 3, 4, 5, 6}};
        const auto back = protocol::idCardFromJson(protocol::toJson(card));
        QVERIFY(back);
        QCOMPARE(back->type, card.type);
        QCOMPARE(back->name, card.name);
        QCOMPARE(back->passNumber, card.passNumber);
        QVERIFY(back->photo.bgr == card.photo.bgr);
        QVERIFY(back->issuer.empty());
    }

    void refusesACardThatCannotBe()
    {
        sdk::IdCard card;
        card.number = "440399199001010018";
        const json good = protocol::toJson(card);
        QVERIFY(protocol::idCardFromJson(good));
        json bad = good;
        bad["cardType"] = "Y";
        QCOMPARE(protocol::idCardFromJson(bad).error().detail, std::string("cardType"));
        bad = good;
        bad["photo"] = {{"state", "decoded"}, {"width", 2}, {"height", 2}, {"bgr", "AAAA"}};
        QCOMPARE(protocol::idCardFromJson(bad).error().detail, std::string("photo"));
        bad = good;
        bad.erase("number");
        QVERIFY(!protocol::idCardFromJson(bad));
        QVERIFY(!protocol::idCardFromJson(json::array()));
        QVERIFY(!protocol::idCardFromJson(nullptr));
    }

    void carriesEveryKindOfSlipLine()
    {
        const json slip = json::parse(R"({"slipId":"s1","lines":[
            {"kind":"text","text":"水费","size":2,"align":"center","bold":true},
            {"kind":"pair","left":"金额","right":"36.50","bold":false},
            {"kind":"rule"}, {"kind":"qr","data":"x"}, {"kind":"feed","lines":3}]})");
        const auto parsed = protocol::slipFromJson(slip);
        QVERIFY(parsed);
        QCOMPARE(parsed->lines.size(), std::size_t(5));
        QVERIFY(protocol::toJson(*parsed) == slip);
    }

    void namesTheFaultySlipLine()
    {
        const auto refused = [](const char* text) {
            const auto parsed = protocol::slipFromJson(json::parse(text));
            return parsed ? std::string("accepted") : parsed.error().detail;
        };
        QCOMPARE(refused(R"({"slipId":"s","lines":[]})"), std::string("lines"));
        QCOMPARE(refused(R"({"lines":[{"kind":"rule"}]})"), std::string("slipId"));
        QCOMPARE(refused(R"({"slipId":"s","lines":[{"kind":"rule"},{"kind":"feed","lines":99}]})"),
                 std::string("lines[1].lines"));
        QCOMPARE(refused(R"({"slipId":"s","lines":[{"kind":"text","text":"a","align":"up"}]})"),
                 std::string("lines[0].align"));
        QCOMPARE(refused(R"({"slipId":"s","lines":["a"]})"), std::string("lines[0].payload"));
    }

    void carriesDocumentsAndReports()
    {
        const sdk::PrintDocument document{17, "application/pdf", {'%', 'P', 'D', 'F'}, 2, 1};
        const auto back = protocol::documentFromJson(protocol::toJson(document));
        QVERIFY(back);
        QVERIFY(back->data == document.data);
        json bad = protocol::toJson(document);
        bad["data"] = "";
        QVERIFY(!protocol::documentFromJson(bad));
        const auto report = protocol::printReportFromJson(
            protocol::toJson(sdk::PrintReport{sdk::PrintResult::FailedPartial, 1, {"media-jam-error"}}));
        QVERIFY(report);
        QCOMPARE(report->result, sdk::PrintResult::FailedPartial);
        const auto job = protocol::jobReportFromJson(protocol::toJson(sdk::JobReport{true, "completed", 2, {}}));
        QVERIFY(job && job->known);
        QVERIFY(!protocol::jobIdFromJson(json{{"jobId", 0}}));
        QVERIFY(!protocol::jobIdFromJson(json{{"jobId", 1.5}}));
    }

    void carriesAPreviewRing()
    {
        const protocol::PreviewRing ring{"/proc/1/fd/3", 640, 480, 1920, 4};
        const auto back = protocol::previewRingFromJson(protocol::toJson(ring));
        QVERIFY(back);
        QCOMPARE(back->stride, 1920);
        json bad = protocol::toJson(ring);
        bad["stride"] = 100;
        QVERIFY(!protocol::previewRingFromJson(bad));
    }

    void tellsStatusesAndWhatChanged()
    {
        const json before = protocol::toJson(sdk::Status(
            sdk::ReceiptPrinterStatus{{sdk::DeviceState::Online, {}}, sdk::PaperState::Full, false, false}));
        const json after = protocol::toJson(
            sdk::Status(sdk::ReceiptPrinterStatus{{sdk::DeviceState::Online, {}}, sdk::PaperState::Low, false, false}));
        QVERIFY(protocol::paperStateOf(after) == sdk::PaperState::Low);
        QVERIFY(protocol::deviceStateOf(after) == sdk::DeviceState::Online);
        const json changed = protocol::changedMembers(before, after);
        QCOMPARE(changed.dump(), std::string(R"({"printer":{"paper":{"upper":"low"}}})"));
        json patched = before;
        patched.update(changed, true);
        QVERIFY(patched == after);
        QVERIFY(!protocol::deviceStateOf(json{{"common", 1}}));
    }
};

BANSHI_TEST(PayloadsTest)
#include "payloads_test.moc"
