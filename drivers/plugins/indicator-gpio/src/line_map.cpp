// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/line_map.h"

#include "banshi/drivers/plugins/indicator_gpio/node.h"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace banshi::drivers::plugins::indicator_gpio
{

namespace
{

constexpr std::size_t kFewestLevels = 2;
constexpr std::string_view kGpio = "gpio:";
constexpr std::int64_t kLastOffset = 65535;
constexpr std::string_view kInChipNames = "-_.:";

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isName(const std::string& text)
{
    return !text.empty() && std::ranges::all_of(text, isLetterOrDigit);
}

bool isChipName(const std::string& text)
{
    const auto fits = [](char c) { return isLetterOrDigit(c) || kInChipNames.find(c) != std::string_view::npos; };
    return !text.empty() && isLetterOrDigit(text.front()) && std::ranges::all_of(text, fits);
}

std::optional<Bias> parseBias(const std::string& word)
{
    if (word == "pullUp")
        return Bias::PullUp;
    return word == "pullDown" ? std::optional(Bias::PullDown) : std::nullopt;
}

// `CHIP/OFFSET`, and for an input perhaps `/pullUp` or `/pullDown`.
std::optional<GpioLine> parseGpio(const std::string& text)
{
    std::istringstream parts(text);
    GpioLine line;
    std::string offset;
    std::string bias;
    std::getline(parts, line.chip, '/');
    std::getline(parts, offset, '/');
    const auto number = parseNumber(offset);
    if (!isChipName(line.chip) || !number || *number < 0 || *number > kLastOffset)
        return std::nullopt;
    line.offset = static_cast<unsigned>(*number);
    if (!std::getline(parts, bias))
        return text.back() == '/' ? std::nullopt : std::optional(line);
    const auto known = parseBias(bias);
    if (!known)
        return std::nullopt;
    line.bias = *known;
    return line;
}

bool isLevel(std::int64_t number)
{
    return number == 0 || number == 1;
}

// A path that stays below the root.
bool isInside(const std::string& path)
{
    if (path.empty() || path.front() == '/')
        return false;
    std::istringstream steps(path);
    for (std::string step; std::getline(steps, step, '/');)
        if (step.empty() || step == "." || step == "..")
            return false;
    return true;
}

// `NAME=PATH` and the words behind it.
struct Entry
{
    std::string name;
    std::string path;
    std::optional<GpioLine> gpio;
    std::vector<std::pair<std::int64_t, std::string>> pairs; ///< NUMBER:TEXT
};

std::optional<Entry> parseEntry(const std::string& text)
{
    std::istringstream words(text);
    std::string head;
    words >> head;
    const auto equals = head.find('=');
    if (equals == std::string::npos)
        return std::nullopt;
    Entry entry{head.substr(0, equals), head.substr(equals + 1), {}, {}};
    const bool isGpio = entry.path.starts_with(kGpio);
    if (isGpio)
    {
        entry.gpio = parseGpio(entry.path.substr(kGpio.size()));
        entry.path.clear();
    }
    if (!isName(entry.name) || (isGpio ? !entry.gpio.has_value() : !isInside(entry.path)))
        return std::nullopt;
    for (std::string word; words >> word;)
    {
        const auto colon = word.find(':');
        const auto number = parseNumber(word.substr(0, colon));
        if (colon == std::string::npos || !number || !isName(word.substr(colon + 1)))
            return std::nullopt;
        entry.pairs.emplace_back(*number, word.substr(colon + 1));
    }
    return entry;
}

} // namespace

std::optional<LightLine> parseLight(const std::string& text)
{
    const auto entry = parseEntry(text);
    if (!entry || entry->pairs.size() > 1 || (entry->gpio && entry->gpio->bias != Bias::AsIs))
        return std::nullopt;
    LightLine light{.name = entry->name, .path = entry->path, .gpio = entry->gpio};
    if (entry->pairs.empty())
        return light;
    const auto on = parseNumber(entry->pairs.front().second);
    light.off = entry->pairs.front().first;
    if (!on || *on == light.off || (light.gpio && (!isLevel(*on) || !isLevel(light.off))))
        return std::nullopt;
    light.on = *on;
    return light;
}

std::optional<SensorLine> parseSensor(const std::string& text)
{
    const auto entry = parseEntry(text);
    if (!entry || entry->pairs.size() < kFewestLevels)
        return std::nullopt;
    SensorLine sensor{entry->name, entry->path, {}, entry->gpio};
    for (const auto& [from, word] : entry->pairs)
    {
        if ((!sensor.levels.empty() && from <= sensor.levels.back().from) || (sensor.gpio && !isLevel(from)))
            return std::nullopt;
        sensor.levels.push_back({from, word});
    }
    return sensor;
}

const std::string& wordFor(const SensorLine& sensor, std::int64_t value)
{
    const auto above = std::ranges::find_if(sensor.levels, [value](const Level& level) { return level.from > value; });
    return above == sensor.levels.begin() ? sensor.levels.front().word : std::prev(above)->word;
}

} // namespace banshi::drivers::plugins::indicator_gpio
