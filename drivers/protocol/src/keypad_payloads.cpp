// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/keypad_payloads.h"

#include "common_payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr int kMostKeys = 1000; // of one command; far above what anybody types at a kiosk

} // namespace

Parsed<int> mostKeysFromJson(const json& payload)
{
    JsonReader reader(payload);
    const auto most = static_cast<int>(reader.integerOr("maxLen", 0, 0, kMostKeys));
    return reader.finish(most);
}

json keysToJson(const std::vector<std::string>& keys)
{
    json list = json::array();
    for (const std::string& key : keys)
        list.push_back({{"completion", "continue"}, {"digit", key}});
    return {{"keys", keys.size()}, {"pinKeys", std::move(list)}, {"completion", "auto"}};
}

Parsed<std::vector<std::string>> keysFromJson(const json& payload)
{
    const auto list = payload.find("pinKeys");
    if (!payload.is_object() || list == payload.end() || !list->is_array())
        return badPayload("pinKeys");
    std::vector<std::string> keys;
    for (const json& entry : *list)
    {
        JsonReader reader(entry);
        keys.push_back(reader.text("digit"));
        if (reader.failed())
            return badPayload("pinKeys");
    }
    return keys;
}

json toJson(const sdk::KeypadStatus& status)
{
    return {{"common", commonJson(status.common)},
            {"keyboard", {{"dataEntry", status.listening ? "running" : "none"}}},
            {"auxiliaries", status.sensors}};
}

json toJson(const sdk::KeypadCapabilities& capabilities)
{
    json sensors = json::object();
    for (const std::string& name : capabilities.sensors)
        sensors[name] = true;
    return {{"common", commonJson(capabilities.common)},
            {"keyboard", {{"keys", capabilities.keys}}},
            {"auxiliaries", std::move(sensors)}};
}

} // namespace banshi::drivers::protocol
