// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/indicator_payloads.h"

#include "common_payloads.h"
#include "json_reader.h"

#include <array>

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kFlashRates{std::to_array<std::pair<sdk::FlashRate, std::string_view>>({
    {sdk::FlashRate::Off, "off"},
    {sdk::FlashRate::Slow, "slow"},
    {sdk::FlashRate::Medium, "medium"},
    {sdk::FlashRate::Quick, "quick"},
    {sdk::FlashRate::Continuous, "continuous"},
})};
constexpr const char* kPosition = "default"; // XFS4IoT: a light with one position only
constexpr std::size_t kMaxLights = 64;
constexpr const char* kPowerSupply = "UPS"; // the only sensor whose state is an object
constexpr std::array kPowerFlags{"low", "engaged", "powering", "recovered"};

json sensorJson(const std::string& name, const std::string& word)
{
    if (name != kPowerSupply)
        return word;
    json flags = json::object();
    for (const char* flag : kPowerFlags)
        flags[flag] = word == flag;
    return flags;
}

} // namespace

json lightsToJson(const std::map<std::string, sdk::FlashRate>& lights)
{
    json payload = json::object();
    for (const auto& [name, rate] : lights)
        payload[name] = {{kPosition, {{"flashRate", kFlashRates.text(rate)}}}};
    return payload;
}

Parsed<std::map<std::string, sdk::FlashRate>> lightsFromJson(const json& payload)
{
    if (!payload.is_object() || payload.empty() || payload.size() > kMaxLights)
        return badPayload("payload");
    std::map<std::string, sdk::FlashRate> lights;
    for (const auto& [name, positions] : payload.items())
    {
        if (positions.is_null())
            continue;
        if (!positions.is_object() || positions.size() != 1)
            return badPayload(name);
        JsonReader reader(positions.front());
        lights[name] = reader.choice("flashRate", kFlashRates);
        if (reader.failed())
            return badPayload(name);
    }
    return lights;
}

json toJson(const sdk::IndicatorsStatus& status)
{
    json sensors = json::object();
    for (const auto& [name, word] : status.sensors)
        sensors[name] = sensorJson(name, word);
    return {{"common", commonJson(status.common)},
            {"lights", lightsToJson(status.lights)},
            {"auxiliaries", std::move(sensors)}};
}

json toJson(const sdk::IndicatorsCapabilities& capabilities)
{
    json lights = json::object();
    for (const std::string& name : capabilities.lights)
        lights[name] = {{kPosition,
                         {{"flashRate",
                           {{"off", true}, {"slow", true}, {"medium", true}, {"quick", true}, {"continuous", true}}}}}};
    json sensors = json::object();
    for (const std::string& name : capabilities.sensors)
        sensors[name] = true;
    return {{"common", commonJson(capabilities.common)},
            {"lights", std::move(lights)},
            {"auxiliaries", std::move(sensors)}};
}

} // namespace banshi::drivers::protocol
