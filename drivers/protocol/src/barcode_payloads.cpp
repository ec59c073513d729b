// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/barcode_payloads.h"

#include "banshi/drivers/protocol/base64.h"
#include "banshi/drivers/protocol/payer_code.h"
#include "common_payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kSymbologies{std::to_array<std::pair<sdk::Symbology, std::string_view>>({
    {sdk::Symbology::Unknown, "symbologyUnknown"},
    {sdk::Symbology::QrCode, "qrCode"},
    {sdk::Symbology::DataMatrix, "dataMatrix"},
    {sdk::Symbology::Pdf417, "pdf417"},
    {sdk::Symbology::Aztec, "aztec"},
    {sdk::Symbology::Code128, "code128"},
    {sdk::Symbology::Ean128, "ean128"},
    {sdk::Symbology::Code39, "code39"},
    {sdk::Symbology::Ean13, "ean13"},
    {sdk::Symbology::Ean8, "ean8"},
    {sdk::Symbology::UpcA, "upcA"},
    {sdk::Symbology::Itf, "itf"},
    {sdk::Symbology::Codabar, "codabar"},
})};
constexpr EnumTexts kScannerStates{std::to_array<std::pair<sdk::ScannerState, std::string_view>>({
    {sdk::ScannerState::Unknown, "unknown"},
    {sdk::ScannerState::On, "on"},
    {sdk::ScannerState::Off, "off"},
    {sdk::ScannerState::Inoperative, "inoperative"},
})};

std::string_view viewOf(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

std::string text(sdk::Symbology symbology)
{
    return kSymbologies.text(symbology);
}

json symbologiesToJson(const std::vector<sdk::Symbology>& wanted)
{
    json kinds = json::object();
    for (const sdk::Symbology kind : wanted)
        kinds[text(kind)] = true;
    return {{"symbologies", std::move(kinds)}};
}

Parsed<std::vector<sdk::Symbology>> symbologiesFromJson(const json& payload)
{
    std::vector<sdk::Symbology> wanted;
    const auto kinds = payload.find("symbologies");
    if (kinds == payload.end() || kinds->is_null())
        return wanted;
    if (!kinds->is_object())
        return badPayload("symbologies");
    bool isAnyAsked = false;
    for (const auto& [word, value] : kinds->items())
    {
        if (!value.is_boolean())
            return badPayload("symbologies." + word);
        isAnyAsked = isAnyAsked || value.get<bool>();
        if (const auto kind = kSymbologies.value(word); kind && value.get<bool>())
            wanted.push_back(*kind);
    }
    if (isAnyAsked && wanted.empty())
        return badPayload("symbologies");
    return wanted;
}

json toJson(const sdk::Barcode& code)
{
    json entry{{"symbology", text(code.symbology)}, {"barcodeData", toBase64(code.data)}};
    if (const std::string_view rail = text(payerRailOf(viewOf(code.data))); !rail.empty())
        entry["payerCode"] = rail;
    return {{"readOutput", json::array({std::move(entry)})}};
}

Parsed<sdk::Barcode> barcodeFromJson(const json& payload)
{
    const auto list = payload.find("readOutput");
    if (list == payload.end() || !list->is_array() || list->empty())
        return badPayload("readOutput");
    JsonReader reader(list->front());
    sdk::Barcode code;
    code.symbology =
        kSymbologies.value(reader.textOr("symbology", "symbologyUnknown")).value_or(sdk::Symbology::Unknown);
    code.data = reader.bytes("barcodeData");
    return reader.finish(std::move(code));
}

json toJson(const sdk::BarcodeReaderStatus& status)
{
    return {{"common", commonJson(status.common)},
            {"barcodeReader", {{"scanner", kScannerStates.text(status.scanner)}}}};
}

json toJson(const sdk::BarcodeReaderCapabilities& capabilities)
{
    return {{"common", commonJson(capabilities.common)},
            {"barcodeReader", symbologiesToJson(capabilities.symbologies)}};
}

} // namespace banshi::drivers::protocol
