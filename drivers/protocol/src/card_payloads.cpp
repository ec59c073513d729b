// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/card_payloads.h"

#include "banshi/drivers/protocol/base64.h"
#include "common_payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr std::size_t kLongestCommand = 261; // ISO/IEC 7816-4: head, Lc, 255 bytes, Le
constexpr std::size_t kShortestName = 5;     // of an application (ISO/IEC 7816-5)
constexpr std::size_t kLongestName = 16;
constexpr int kMostRecords = 254;

constexpr EnumTexts kProtocols{std::to_array<std::pair<sdk::ChipProtocol, std::string_view>>({
    {sdk::ChipProtocol::T0, "chipT0"},
    {sdk::ChipProtocol::T1, "chipT1"},
})};
constexpr EnumTexts kMedia{std::to_array<std::pair<sdk::MediaState, std::string_view>>({
    {sdk::MediaState::Unknown, "unknown"},
    {sdk::MediaState::Present, "present"},
    {sdk::MediaState::NotPresent, "notPresent"},
    {sdk::MediaState::Jammed, "jammed"},
})};
constexpr EnumTexts kPower{std::to_array<std::pair<sdk::ChipPower, std::string_view>>({
    {sdk::ChipPower::Unknown, "unknown"},
    {sdk::ChipPower::NoCard, "noCard"},
    {sdk::ChipPower::PoweredOff, "poweredOff"},
    {sdk::ChipPower::Online, "online"},
})};

} // namespace

json toJson(const sdk::ChipCard& card)
{
    return {{"chip", json::array({{{"status", "ok"}, {"data", toBase64(card.atr.bytes)}}})},
            {"chipProtocol", kProtocols.text(card.protocol)}};
}

Parsed<sdk::ChipCard> chipCardFromJson(const json& payload)
{
    const auto chip = payload.find("chip");
    if (!payload.is_object() || chip == payload.end() || !chip->is_array() || chip->empty())
        return badPayload("chip");
    JsonReader entry(chip->front());
    JsonReader reader(payload);
    sdk::ChipCard card;
    card.atr = sdk::ChipData(entry.bytes("data"));
    card.protocol = reader.choice("chipProtocol", kProtocols);
    if (entry.failed())
        return badPayload("chip");
    return reader.finish(std::move(card));
}

json chipDataToJson(const sdk::ChipData& data)
{
    return {{"chipData", toBase64(data.bytes)}};
}

Parsed<sdk::ChipData> chipCommandFromJson(const json& payload)
{
    auto data = chipDataFromJson(payload);
    if (data && (data->bytes.empty() || data->bytes.size() > kLongestCommand))
        return badPayload("chipData");
    return data;
}

Parsed<sdk::ChipData> chipDataFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::ChipData data(reader.bytes("chipData"));
    return reader.finish(std::move(data));
}

json toJson(const sdk::CardFile& file)
{
    return {{"application", toBase64(file.application)}, {"file", file.file}, {"record", file.record}};
}

Parsed<sdk::CardFile> cardFileFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::CardFile file;
    file.application = reader.bytes("application");
    const std::size_t length = file.application.size();
    if (length != 0 && (length < kShortestName || length > kLongestName))
        reader.fault("application");
    file.file = static_cast<std::uint16_t>(reader.integer("file", 0, 0xFFFF));
    file.record = static_cast<int>(reader.integerOr("record", 0, 0, kMostRecords));
    return reader.finish(std::move(file));
}

json toJson(const sdk::CardReaderStatus& status)
{
    return {{"common", commonJson(status.common)},
            {"cardReader", {{"media", kMedia.text(status.media)}, {"chipPower", kPower.text(status.power)}}}};
}

json toJson(const sdk::CardReaderCapabilities& capabilities)
{
    return {{"common", commonJson(capabilities.common)},
            {"cardReader",
             {{"type", "latchedDip"},
              {"chipProtocols", {{"chipT0", true}, {"chipT1", true}}},
              {"chipPower", {{"cold", true}, {"off", true}}}}}};
}

} // namespace banshi::drivers::protocol
