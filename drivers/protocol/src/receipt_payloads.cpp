// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kAligns{std::to_array<std::pair<sdk::Align, std::string_view>>({
    {sdk::Align::Left, "left"},
    {sdk::Align::Center, "center"},
    {sdk::Align::Right, "right"},
})};
constexpr std::size_t kMaxLines = 400;
constexpr std::size_t kMaxTextBytes = 4096;
constexpr std::size_t kMaxQrBytes = 2953; // ISO/IEC 18004, version 40-L
constexpr int kMaxFeed = 40;

struct LineToJson
{
    json operator()(const sdk::TextLine& line) const
    {
        return {{"kind", "text"},
                {"text", line.text},
                {"size", line.size},
                {"align", kAligns.text(line.align)},
                {"bold", line.bold}};
    }
    json operator()(const sdk::PairLine& line) const
    {
        return {{"kind", "pair"}, {"left", line.left}, {"right", line.right}, {"bold", line.bold}};
    }
    json operator()(const sdk::RuleLine&) const { return {{"kind", "rule"}}; }
    json operator()(const sdk::QrLine& line) const { return {{"kind", "qr"}, {"data", line.data}}; }
    json operator()(const sdk::FeedLine& line) const { return {{"kind", "feed"}, {"lines", line.lines}}; }
};

std::string boundedText(JsonReader& reader, const char* key, std::size_t most)
{
    std::string value = reader.text(key);
    if (value.size() > most)
        reader.fault(key);
    return value;
}

Parsed<sdk::SlipLine> lineFromJson(const json& object)
{
    JsonReader reader(object);
    const std::string kind = reader.text("kind");
    sdk::SlipLine line;
    if (kind == "text")
    {
        sdk::TextLine parsed;
        parsed.text = boundedText(reader, "text", kMaxTextBytes);
        parsed.size = static_cast<int>(reader.integerOr("size", 1, 1, 2));
        const auto align = kAligns.value(reader.textOr("align", "left"));
        if (!align)
            reader.fault("align");
        parsed.align = align.value_or(sdk::Align::Left);
        parsed.bold = reader.booleanOr("bold", false);
        line = std::move(parsed);
    }
    else if (kind == "pair")
    {
        sdk::PairLine parsed;
        parsed.left = boundedText(reader, "left", kMaxTextBytes);
        parsed.right = boundedText(reader, "right", kMaxTextBytes);
        parsed.bold = reader.booleanOr("bold", false);
        line = std::move(parsed);
    }
    else if (kind == "rule")
        line = sdk::RuleLine{};
    else if (kind == "qr")
        line = sdk::QrLine{boundedText(reader, "data", kMaxQrBytes)};
    else if (kind == "feed")
        line = sdk::FeedLine{static_cast<int>(reader.integer("lines", 1, kMaxFeed))};
    else
        reader.fault("kind");
    return reader.finish(std::move(line));
}

} // namespace

json toJson(const sdk::Slip& slip)
{
    json lines = json::array();
    for (const sdk::SlipLine& line : slip.lines)
        lines.push_back(std::visit(LineToJson{}, line));
    return {{"slipId", slip.slipId}, {"lines", std::move(lines)}};
}

Parsed<sdk::Slip> slipFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::Slip slip;
    slip.slipId = reader.text("slipId");
    if (reader.failed())
        return reader.finish(std::move(slip));
    const auto lines = payload.find("lines");
    if (lines == payload.end() || !lines->is_array() || lines->empty() || lines->size() > kMaxLines)
        return badPayload("lines");
    for (std::size_t i = 0; i < lines->size(); ++i)
    {
        auto line = lineFromJson((*lines)[i]);
        if (!line)
            return badPayload("lines[" + std::to_string(i) + "]." + line.error().detail);
        slip.lines.push_back(std::move(*line));
    }
    return slip;
}

} // namespace banshi::drivers::protocol
