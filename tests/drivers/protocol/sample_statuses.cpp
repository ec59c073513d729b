// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/barcode_payloads.h"
#include "banshi/drivers/protocol/biometric_payloads.h"
#include "banshi/drivers/protocol/card_payloads.h"
#include "banshi/drivers/protocol/indicator_payloads.h"
#include "banshi/drivers/protocol/keypad_payloads.h"
#include "banshi/drivers/protocol/payment_payloads.h"
#include "each_value.h"
#include "sample_payloads.h"

namespace banshi::testing
{

using namespace drivers;

std::vector<sdk::Event> sampleEvents()
{
    return {sdk::InsertCard{},
            sdk::MediaDetected{},
            sdk::PrintProgress{1, "processing", {"media-low"}},
            sdk::PaymentProgress{"cardInserted"},
            sdk::KeyPressed{"five"},
            sdk::PresentSubject{},
            sdk::SubjectDetected{},
            sdk::RemoveSubject{},
            sdk::InsertChipCard{},
            sdk::ChipCardInserted{}};
}

std::vector<sdk::Status> sampleStatuses()
{
    std::vector<sdk::Status> statuses;
    const sdk::CommonStatus online{sdk::DeviceState::Online, {}};
    for (const auto state : each(sdk::DeviceState::Starting))
        statuses.push_back(sdk::CameraStatus{{state, {"unplugged"}}, true});
    for (const auto media : each(sdk::MediaState::Jammed))
    {
        statuses.push_back(sdk::IdCardReaderStatus{online, media, "05.01-1"});
        statuses.push_back(sdk::CardReaderStatus{online, media, sdk::ChipPower::NoCard});
        statuses.push_back(sdk::DocumentPrinterStatus{
            online, sdk::PaperState::Full, sdk::TonerState::Full, media, {{"black", 50}, {"cyan", -1}}, {{"one"}}});
    }
    for (const auto power : each(sdk::ChipPower::Online))
        statuses.push_back(sdk::CardReaderStatus{online, sdk::MediaState::Present, power});
    for (const auto paper : each(sdk::PaperState::Jammed))
    {
        statuses.push_back(sdk::ReceiptPrinterStatus{online, paper, true, true});
        statuses.push_back(sdk::DocumentPrinterStatus{
            online, paper, sdk::TonerState::Unknown, sdk::MediaState::Unknown, {}, {{"one", paper, 30}}});
    }
    for (const auto toner : each(sdk::TonerState::Out))
        statuses.push_back(sdk::DocumentPrinterStatus{online, {}, toner, {}, {}, {}});
    for (const auto scanner : each(sdk::ScannerState::Inoperative))
        statuses.push_back(sdk::BarcodeReaderStatus{online, scanner});
    for (const auto rate : each(sdk::FlashRate::Continuous))
        statuses.push_back(
            sdk::IndicatorsStatus{online, {{"scanner", rate}}, {{"UPS", "low"}, {"cabinetDoor", "open"}}});
    for (const bool is : {false, true})
    {
        statuses.push_back(sdk::PaymentTerminalStatus{online, is});
        statuses.push_back(sdk::KeypadStatus{online, is, {{"enhancedAudioSensor", "present"}}});
        statuses.push_back(sdk::BiometricReaderStatus{online, is, is});
        statuses.push_back(sdk::ReceiptPrinterStatus{online, {}, is, is});
    }
    return statuses;
}

std::map<protocol::DeviceClass, nlohmann::json> sampleCapabilities()
{
    using protocol::DeviceClass;
    using protocol::toJson;
    const sdk::CommonCapabilities common{"Vendor", "Model", "1", "2.0"};
    return {{DeviceClass::IdCardReader, toJson(sdk::IdCardReaderCapabilities{common, true, "none"})},
            {DeviceClass::ReceiptPrinter, toJson(sdk::ReceiptPrinterCapabilities{common, 48, true, true, true})},
            {DeviceClass::DocumentPrinter,
             toJson(sdk::DocumentPrinterCapabilities{common, {"application/pdf"}, {"iso_a4_210x297mm"}, true, false})},
            {DeviceClass::Camera, toJson(sdk::CameraCapabilities{common, {640, 480}})},
            {DeviceClass::BarcodeReader, toJson(sdk::BarcodeReaderCapabilities{common, {sdk::Symbology::QrCode}})},
            {DeviceClass::PaymentTerminal, toJson(sdk::PaymentTerminalCapabilities{common, true, false})},
            {DeviceClass::Indicators, toJson(sdk::IndicatorsCapabilities{common, {"scanner"}, {"UPS"}})},
            {DeviceClass::Keypad, toJson(sdk::KeypadCapabilities{common, {"five"}, {"enhancedAudioSensor"}})},
            {DeviceClass::BiometricReader, toJson(sdk::BiometricReaderCapabilities{common, {"reserved1"}, false})},
            {DeviceClass::CardReader, toJson(sdk::CardReaderCapabilities{common})}};
}

} // namespace banshi::testing
