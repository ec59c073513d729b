// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/barcode_payloads.h"
#include "banshi/drivers/protocol/biometric_payloads.h"
#include "banshi/drivers/protocol/card_payloads.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/indicator_payloads.h"
#include "banshi/drivers/protocol/keypad_payloads.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/protocol/payment_payloads.h"
#include "common_payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kDeviceStates{std::to_array<std::pair<sdk::DeviceState, std::string_view>>({
    {sdk::DeviceState::Online, "online"},
    {sdk::DeviceState::Offline, "offline"},
    {sdk::DeviceState::PowerOff, "powerOff"},
    {sdk::DeviceState::NoDevice, "noDevice"},
    {sdk::DeviceState::HardwareError, "hardwareError"},
    {sdk::DeviceState::UserError, "userError"},
    {sdk::DeviceState::DeviceBusy, "deviceBusy"},
    {sdk::DeviceState::FraudAttempt, "fraudAttempt"},
    {sdk::DeviceState::PotentialFraud, "potentialFraud"},
    {sdk::DeviceState::Starting, "starting"},
})};
constexpr EnumTexts kPaperStates{std::to_array<std::pair<sdk::PaperState, std::string_view>>({
    {sdk::PaperState::Unknown, "unknown"},
    {sdk::PaperState::Full, "full"},
    {sdk::PaperState::Low, "low"},
    {sdk::PaperState::Out, "out"},
    {sdk::PaperState::Jammed, "jammed"},
})};
constexpr EnumTexts kTonerStates{std::to_array<std::pair<sdk::TonerState, std::string_view>>({
    {sdk::TonerState::Unknown, "unknown"},
    {sdk::TonerState::Full, "full"},
    {sdk::TonerState::Low, "low"},
    {sdk::TonerState::Out, "out"},
})};
constexpr EnumTexts kMediaStates{std::to_array<std::pair<sdk::MediaState, std::string_view>>({
    {sdk::MediaState::Unknown, "unknown"},
    {sdk::MediaState::Present, "present"},
    {sdk::MediaState::NotPresent, "notPresent"},
    {sdk::MediaState::Jammed, "jammed"},
})};

// What the printer does not know is left out.
json suppliesJson(const std::vector<sdk::Supply>& supplies)
{
    json list = json::array();
    for (const sdk::Supply& supply : supplies)
    {
        list.push_back({{"name", supply.name}});
        if (supply.percent >= 0)
            list.back()["percent"] = supply.percent;
    }
    return list;
}

json traysJson(const std::vector<sdk::Tray>& trays)
{
    json list = json::array();
    for (const sdk::Tray& tray : trays)
    {
        list.push_back({{"name", tray.name}, {"paper", kPaperStates.text(tray.paper)}});
        if (tray.sheets >= 0)
            list.back()["sheets"] = tray.sheets;
    }
    return list;
}

struct StatusToJson
{
    json operator()(const sdk::IdCardReaderStatus& status) const
    {
        return {{"common", commonJson(status.common)},
                {"idCardReader", {{"media", kMediaStates.text(status.media)}, {"samNumber", status.samNumber}}}};
    }
    json operator()(const sdk::ReceiptPrinterStatus& status) const
    {
        return {{"common", commonJson(status.common)},
                {"printer",
                 {{"paper", {{"upper", kPaperStates.text(status.paper)}}},
                  {"cover", status.coverOpen ? "open" : "closed"},
                  {"cutter", status.cutterFailed ? "failed" : "ok"}}}};
    }
    json operator()(const sdk::DocumentPrinterStatus& status) const
    {
        return {{"common", commonJson(status.common)},
                {"printer",
                 {{"paper", {{"upper", kPaperStates.text(status.paper)}}},
                  {"toner", kTonerStates.text(status.toner)},
                  {"media", kMediaStates.text(status.media)},
                  {"supplies", suppliesJson(status.supplies)},
                  {"trays", traysJson(status.trays)}}}};
    }
    json operator()(const sdk::CameraStatus& status) const
    {
        return {{"common", commonJson(status.common)}, {"camera", {{"previewing", status.previewing}}}};
    }
    json operator()(const sdk::BarcodeReaderStatus& status) const { return toJson(status); }
    json operator()(const sdk::PaymentTerminalStatus& status) const { return toJson(status); }
    json operator()(const sdk::IndicatorsStatus& status) const { return toJson(status); }
    json operator()(const sdk::KeypadStatus& status) const { return toJson(status); }
    json operator()(const sdk::BiometricReaderStatus& status) const { return toJson(status); }
    json operator()(const sdk::CardReaderStatus& status) const { return toJson(status); }
};

// A member of nested objects; null when a step is missing.
const json* member(const json& root, std::initializer_list<const char*> path)
{
    const json* here = &root;
    for (const char* key : path)
    {
        if (!here->is_object())
            return nullptr;
        const auto found = here->find(key);
        if (found == here->end())
            return nullptr;
        here = &*found;
    }
    return here;
}

} // namespace

json commonJson(const sdk::CommonStatus& status)
{
    return {{"device", kDeviceStates.text(status.device)}, {"deviceReasons", status.reasons}};
}

json commonJson(const sdk::CommonCapabilities& capabilities)
{
    return {{"deviceInformation", json::array({{{"vendorName", capabilities.vendor},
                                                {"modelName", capabilities.model},
                                                {"serialNumber", capabilities.serialNumber},
                                                {"firmware", capabilities.firmware}}})}};
}

json toJson(const sdk::Status& status)
{
    return std::visit(StatusToJson{}, status);
}

std::optional<sdk::DeviceState> deviceStateOf(const json& status)
{
    const json* word = member(status, {"common", "device"});
    return word != nullptr && word->is_string() ? kDeviceStates.value(word->get_ref<const std::string&>())
                                                : std::nullopt;
}

sdk::PaperState paperStateOf(const json& status)
{
    const json* word = member(status, {"printer", "paper", "upper"});
    const auto state =
        word != nullptr && word->is_string() ? kPaperStates.value(word->get_ref<const std::string&>()) : std::nullopt;
    return state.value_or(sdk::PaperState::Unknown);
}

json changedMembers(const json& before, const json& after)
{
    json changed = json::object();
    for (const auto& [key, value] : after.items())
    {
        const auto old = before.find(key);
        if (old != before.end() && *old == value)
            continue;
        const bool descend = value.is_object() && old != before.end() && old->is_object();
        changed[key] = descend ? changedMembers(*old, value) : value;
    }
    return changed;
}

namespace
{

// Name and payload of each event.
struct EventJson
{
    using Pair = std::pair<std::string, json>;
    Pair operator()(const sdk::InsertCard&) const { return {std::string(event::kInsertCard), json::object()}; }
    Pair operator()(const sdk::MediaDetected&) const { return {std::string(event::kMediaDetected), json::object()}; }
    Pair operator()(const sdk::PrintProgress& progress) const
    {
        return {std::string(event::kPrintProgress),
                {{"impressions", progress.impressions}, {"state", progress.state}, {"reasons", progress.reasons}}};
    }
    Pair operator()(const sdk::PaymentProgress& payment) const
    {
        return {std::string(event::kPaymentProgress), {{"stage", payment.stage}}};
    }
    Pair operator()(const sdk::KeyPressed& key) const
    {
        return {std::string(event::kKeyPressed), {{"completion", "continue"}, {"digit", key.digit}}};
    }
    Pair operator()(const sdk::PresentSubject&) const { return {std::string(event::kPresentSubject), json::object()}; }
    Pair operator()(const sdk::SubjectDetected&) const
    {
        return {std::string(event::kSubjectDetected), json::object()};
    }
    Pair operator()(const sdk::RemoveSubject&) const { return {std::string(event::kRemoveSubject), json::object()}; }
    Pair operator()(const sdk::InsertChipCard&) const { return {std::string(event::kInsertChipCard), json::object()}; }
    Pair operator()(const sdk::ChipCardInserted&) const
    {
        return {std::string(event::kChipCardInserted), json::object()};
    }
};

} // namespace

std::pair<std::string, json> toJson(const sdk::Event& event)
{
    return std::visit(EventJson{}, event);
}

json toJson(const sdk::IdCardReaderCapabilities& capabilities)
{
    return {{"common", commonJson(capabilities.common)},
            {"idCardReader", {{"fingerprint", capabilities.fingerprint}, {"photoDecoder", capabilities.photoDecoder}}}};
}

json toJson(const sdk::ReceiptPrinterCapabilities& capabilities)
{
    return {{"common", commonJson(capabilities.common)},
            {"printer",
             {{"type", "receipt"},
              {"columns", capabilities.columns},
              {"qr", capabilities.qr},
              {"cutter", capabilities.cutter},
              {"proof", capabilities.proof}}}};
}

json toJson(const sdk::DocumentPrinterCapabilities& capabilities)
{
    return {{"common", commonJson(capabilities.common)},
            {"printer",
             {{"type", "document"},
              {"formats", capabilities.formats},
              {"media", capabilities.media},
              {"duplex", capabilities.duplex},
              {"color", capabilities.color}}}};
}

json toJson(const sdk::CameraCapabilities& capabilities)
{
    return {{"common", commonJson(capabilities.common)},
            {"camera", {{"width", capabilities.preview.width}, {"height", capabilities.preview.height}}}};
}

} // namespace banshi::drivers::protocol
