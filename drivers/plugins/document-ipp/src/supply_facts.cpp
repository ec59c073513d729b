// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/supply_facts.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

namespace banshi::drivers::plugins::document_ipp
{

namespace
{

constexpr int kUnknown = -2;  // of the Printer MIB
constexpr int kSomeLeft = -3; // likewise: at least one
constexpr int kLowShare = 10; // a tenth
constexpr int kWhole = 100;   // per cent

using Fields = std::map<std::string, std::string, std::less<>>;

// `key=value;…`; the last semicolon may be missing.
Fields fieldsOf(std::string_view text)
{
    Fields fields;
    while (!text.empty())
    {
        const std::string_view field = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(text.size(), field.size() + 1));
        if (const auto equals = field.find('='); equals != std::string_view::npos)
            fields.emplace(field.substr(0, equals), field.substr(equals + 1));
    }
    return fields;
}

std::string textOf(const Fields& fields, std::string_view key)
{
    const auto found = fields.find(key);
    return found == fields.end() ? std::string() : found->second;
}

int numberOf(const Fields& fields, std::string_view key)
{
    const std::string text = textOf(fields, key);
    int number = kUnknown;
    const auto end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && at == end ? number : kUnknown;
}

int percentOf(long long level, long long capacity)
{
    return level < 0 || capacity <= 0 ? -1 : static_cast<int>(std::min<long long>(kWhole, level * kWhole / capacity));
}

template <class Value>
std::optional<Value> at(const std::vector<Value>& values, std::size_t index)
{
    return index < values.size() ? std::optional(values[index]) : std::nullopt;
}

std::string joined(const std::string& type, const std::string& color)
{
    return color.empty() || color == "none" || color == "unknown" ? type : type + ' ' + color;
}

std::string nameFor(const std::string& given, const std::string& fallback, std::size_t index)
{
    if (!given.empty())
        return given;
    return fallback.empty() ? std::to_string(index + 1) : fallback;
}

sdk::PaperState paperOf(long long level, long long capacity)
{
    if (level == 0)
        return sdk::PaperState::Out;
    if (level < 0)
        return level == kSomeLeft ? sdk::PaperState::Full : sdk::PaperState::Unknown;
    return level * kLowShare <= capacity ? sdk::PaperState::Low : sdk::PaperState::Full;
}

} // namespace

std::vector<sdk::Supply> markersOf(const Markers& markers)
{
    std::vector<sdk::Supply> supplies;
    for (std::size_t i = 0; i < std::max(markers.names.size(), markers.levels.size()); ++i)
    {
        const std::string kind = joined(at(markers.types, i).value_or(""), at(markers.colors, i).value_or(""));
        supplies.push_back({nameFor(at(markers.names, i).value_or(""), kind, i),
                            percentOf(at(markers.levels, i).value_or(kUnknown), kWhole)});
    }
    return supplies;
}

std::vector<sdk::Supply> suppliesOf(const std::vector<std::string>& supplies,
                                    const std::vector<std::string>& descriptions)
{
    std::vector<sdk::Supply> found;
    for (std::size_t i = 0; i < supplies.size(); ++i)
    {
        const Fields fields = fieldsOf(supplies[i]);
        const std::string kind = joined(textOf(fields, "type"), textOf(fields, "colorantname"));
        found.push_back({nameFor(at(descriptions, i).value_or(""), kind, i),
                         percentOf(numberOf(fields, "level"), numberOf(fields, "maxcapacity"))});
    }
    return found;
}

std::vector<sdk::Tray> traysOf(const std::vector<std::string>& trays)
{
    std::vector<sdk::Tray> found;
    for (std::size_t i = 0; i < trays.size(); ++i)
    {
        const Fields fields = fieldsOf(trays[i]);
        const int level = numberOf(fields, "level");
        found.push_back({nameFor(textOf(fields, "name"), textOf(fields, "type"), i),
                         paperOf(level, numberOf(fields, "maxcapacity")), std::max(-1, level)});
    }
    return found;
}

} // namespace banshi::drivers::plugins::document_ipp
