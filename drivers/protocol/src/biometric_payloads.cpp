// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/biometric_payloads.h"

#include "banshi/drivers/protocol/base64.h"
#include "common_payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr int kWhole = 100; // per cent

json listOf(const char* key, const sdk::BiometricTemplate& data)
{
    return {{key, json::array({{{"type", {{"format", data.format}}}, {"data", toBase64(data.data)}}})}};
}

// The one entry of a list of templates.
Parsed<sdk::BiometricTemplate> entryOf(const char* key, const json& payload)
{
    const auto list = payload.find(key);
    if (!payload.is_object() || list == payload.end() || !list->is_array() || list->size() != 1)
        return badPayload(key);
    JsonReader reader(list->front());
    sdk::BiometricTemplate data;
    data.data = reader.bytes("data");
    JsonReader type(reader.object("type"));
    data.format = type.text("format");
    if (reader.failed() || type.failed() || data.data.empty() || data.format.empty())
        return badPayload(key);
    return data;
}

} // namespace

json biometricReadToJson(const sdk::BiometricTemplate& captured)
{
    return listOf("dataRead", captured);
}

Parsed<sdk::BiometricTemplate> biometricReadFromJson(const json& payload)
{
    return entryOf("dataRead", payload);
}

json biometricImportToJson(const sdk::BiometricTemplate& reference)
{
    return listOf("templates", reference);
}

Parsed<sdk::BiometricTemplate> biometricImportFromJson(const json& payload)
{
    return entryOf("templates", payload);
}

json confidenceToJson(int percent)
{
    return {{"candidates", {{"id1", {{"confidenceLevel", percent}}}}}};
}

Parsed<int> confidenceFromJson(const json& payload)
{
    const auto list = payload.find("candidates");
    if (!payload.is_object() || list == payload.end() || !list->is_object() || list->empty())
        return badPayload("candidates");
    JsonReader reader(list->front());
    const auto percent = static_cast<int>(reader.integer("confidenceLevel", 0, kWhole));
    return reader.finish(percent);
}

json toJson(const sdk::BiometricReaderStatus& status)
{
    return {{"common", commonJson(status.common)},
            {"biometric",
             {{"subject", status.subjectPresent ? "present" : "notPresent"},
              {"capture", status.captured},
              {"dataPersistence", "clear"}}}};
}

json toJson(const sdk::BiometricReaderCapabilities& capabilities)
{
    json formats = json::object();
    for (const std::string& format : capabilities.formats)
        formats[format] = true;
    return {{"common", commonJson(capabilities.common)},
            {"biometric",
             {{"type", {{"fingerprint", true}}},
              {"templateData", std::move(formats)},
              {"matchSupported", capabilities.match ? "storedMatch" : "none"}}}};
}

} // namespace banshi::drivers::protocol
