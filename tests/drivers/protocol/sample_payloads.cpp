// SPDX-License-Identifier: Apache-2.0
#include "sample_payloads.h"

#include "banshi/drivers/protocol/barcode_payloads.h"
#include "banshi/drivers/protocol/biometric_payloads.h"
#include "banshi/drivers/protocol/card_payloads.h"
#include "banshi/drivers/protocol/frame_ring.h"
#include "banshi/drivers/protocol/indicator_payloads.h"
#include "banshi/drivers/protocol/keypad_payloads.h"
#include "banshi/drivers/protocol/payment_payloads.h"
#include "banshi/drivers/protocol/service_list.h"
#include "each_value.h"

namespace banshi::testing
{

namespace
{

using namespace drivers;
using namespace drivers::protocol;
using nlohmann::json;

std::string completionOf(std::string_view command)
{
    return std::string(command) + ".completion";
}

void addCards(Samples& samples)
{
    for (const auto type : each(sdk::CardType::ForeignerPermanent))
        for (const auto photo : each(sdk::PhotoState::Decoded))
        {
            sdk::IdCard card;
            card.type = type;
            card.name = "测试";
            card.sex = "2";
            card.nation = "汉";
            card.birth = "19900307";
            card.address = "测试路1号";
            card.number = "440399199003070011";
            card.issuer = "测试局";
            card.validFrom = "20200101";
            card.validTo = "长期";
            card.passNumber = "H1";
            card.issueCount = "1";
            card.englishName = "TEST";
            card.nationality = "FRA";
            card.samNumber = "05.01-1";
            card.photo.state = photo;
            card.photo.width = 2;
            card.photo.height = 1;
            card.photo.bgr = {1, 2, 3, 4, 5, 6};
            card.fingerprint = {1, 2};
            samples[completionOf(command::kReadCard)].push_back(toJson(card));
        }
    for (const auto protocol : each(sdk::ChipProtocol::T1))
        samples[completionOf(command::kReadRawData)].push_back(toJson(sdk::ChipCard{protocol, sdk::ChipData({0x3B})}));
    samples[std::string(command::kChipIo)] = {chipDataToJson(sdk::ChipData({0, 0xA4, 0, 0}))};
    samples[completionOf(command::kChipIo)] = {chipDataToJson(sdk::ChipData({0x90, 0}))};
    samples[std::string(command::kReadFile)] = {toJson(sdk::CardFile{{}, 0xEF05, 0}),
                                                toJson(sdk::CardFile{{1, 2, 3, 4, 5}, 0xEF05, 7})};
    samples[completionOf(command::kReadFile)] = {chipDataToJson(sdk::ChipData({0x90, 0}))};
}

void addPaper(Samples& samples)
{
    sdk::Slip slip{"s1", {sdk::PairLine{"a", "b", true}, sdk::RuleLine{}, sdk::QrLine{"x"}, sdk::FeedLine{3}}};
    for (const auto align : each(sdk::Align::Right))
        slip.lines.push_back(sdk::TextLine{"电费", 2, align, true});
    samples[std::string(command::kPrintSlip)] = {toJson(slip)};
    samples[completionOf(command::kPrintSlip)] = {{{"proof", "printed"}}};
    samples[std::string(command::kCreateJob)] = {{{"jobName", "A-1"}}};
    samples[completionOf(command::kCreateJob)] = {toJson(sdk::PrintJob{41, "ipp://x/41"})};
    samples[std::string(command::kSendDocument)] = {toJson(sdk::PrintDocument{41, "application/pdf", {1}, 2, 1})};
    for (const auto result : each(sdk::PrintResult::Unknown))
        samples[completionOf(command::kSendDocument)].push_back(toJson(sdk::PrintReport{result, 1, {"media-jam"}}));
    samples[std::string(command::kJobStatus)] = {{{"jobId", 41}}};
    samples[completionOf(command::kJobStatus)] = {toJson(sdk::JobReport{}),
                                                  toJson(sdk::JobReport{true, "completed", 1, {"none"}})};
    samples[std::string(command::kCancelJob)] = {{{"jobId", 41}}};
    samples[completionOf(command::kJobHistory)] = {toJson(std::vector<sdk::JobSummary>{}),
                                                   toJson(std::vector<sdk::JobSummary>{{41, "A-1", "completed", 1}})};
}

void addPictures(Samples& samples)
{
    samples[completionOf(command::kTakePicture)] = {toJson(sdk::Picture{{0xFF, 0xD8}})};
    samples[completionOf(command::kStartPreview)] = {};
    if (const auto ring = FrameRingWriter::create(8, 4, 4))
        samples[completionOf(command::kStartPreview)].push_back(toJson((*ring)->description()));
    samples[std::string(event::kFrameReady)] = {frameReadyToJson(1, 4), frameReadyToJson(8, 4)};
}

void addPeople(Samples& samples)
{
    samples[std::string(command::kReadBarcode)] = {symbologiesToJson({}),
                                                   symbologiesToJson(each(sdk::Symbology::Codabar))};
    for (const auto kind : each(sdk::Symbology::Codabar))
        samples[completionOf(command::kReadBarcode)].push_back(toJson(sdk::Barcode(kind, {'1'})));
    for (const std::string code : {"134567890123456789", "2834567890123456", "6277777777777777777"})
        samples[completionOf(command::kReadBarcode)].push_back(
            toJson(sdk::Barcode(sdk::Symbology::QrCode, {code.begin(), code.end()})));
    samples[std::string(command::kDataEntry)] = {json::object(), {{"maxLen", 4}}};
    samples[completionOf(command::kDataEntry)] = {keysToJson({}), keysToJson({"five", "enter"})};
    const sdk::BiometricTemplate finger("reserved1", {1, 2, 3});
    samples[completionOf(command::kReadBiometric)] = {biometricReadToJson(finger)};
    samples[std::string(command::kImportBiometric)] = {biometricImportToJson(finger)};
    samples[completionOf(command::kMatchBiometric)] = {confidenceToJson(0), confidenceToJson(100)};
    std::map<std::string, sdk::FlashRate> lights;
    for (const auto rate : each(sdk::FlashRate::Continuous))
        lights["light" + std::to_string(static_cast<int>(rate))] = rate;
    samples[std::string(command::kSetLight)] = {lightsToJson(lights)};
}

void addMoney(Samples& samples)
{
    samples[std::string(command::kPay)] = {toJson(sdk::PaymentRequest{"A1", 3650})};
    samples[std::string(command::kReversePayment)] = {toJson(sdk::ReversalRequest{"B2", "T|x", 3650})};
    for (const std::string_view asked : {command::kAbortPayment, command::kQueryPayment})
        samples[std::string(asked)] = {{{"reference", "A1"}}};
    for (const std::string_view asked : {command::kPay, command::kReversePayment, command::kAbortPayment,
                                         command::kQueryPayment, command::kLastTransaction})
        for (const auto state : each(sdk::PaymentState::Unknown))
            samples[completionOf(asked)].push_back(toJson(sdk::PaymentReport{state, "A1", 7, "T|x", "Refusal"}));
}

void addCommon(Samples& samples)
{
    samples[completionOf(command::kStatus)] = {{{"common", {{"device", "starting"}}}}};
    for (const sdk::Status& status : sampleStatuses())
    {
        samples[completionOf(command::kStatus)].push_back(toJson(status));
        const json changed = changedMembers(json::object(), toJson(status));
        samples[std::string(event::kStatusChanged)].push_back(changed);
    }
    samples[std::string(command::kCancel)] = {json::object(), {{"requestIds", nullptr}}, {{"requestIds", {1, 2}}}};
    samples[std::string(command::kClaim)] = {{{"owner", "desk"}, {"leaseMs", 1000}}};
    const ServiceEntry own{"slips", "ws://127.0.0.1:5846/xfs4iot/v1.0/slips/", "ReceiptPrinter"};
    const ServiceEntry foreign{"other", "ws://127.0.0.1:5847/xfs4iot/v1.0/other/", {}};
    samples[std::string(command::kRegisterService)] = {toJson(own)};
    samples[completionOf(command::kGetServices)] = {toJson(std::vector{own, foreign})};
    samples[std::string(event::kServiceDetail)] = {toJson(std::vector<ServiceEntry>{})};
}

} // namespace

Samples samplePayloads()
{
    Samples samples;
    addCards(samples);
    addPaper(samples);
    addPictures(samples);
    addPeople(samples);
    addMoney(samples);
    addCommon(samples);
    for (const sdk::Event& event : sampleEvents())
    {
        auto [name, payload] = toJson(event);
        samples[name].push_back(std::move(payload));
    }
    return samples;
}

} // namespace banshi::testing
