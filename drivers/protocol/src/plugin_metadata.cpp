// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/plugin_metadata.h"

#include "metadata_schema.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <cstdio>
#include <nlohmann/json.hpp>

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

std::optional<std::string> schemaFault(const json& metadata)
{
    const json schemaText = json::parse(kMetadataSchema);
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(Adapter(schemaText), schema);
    valijson::ValidationResults results;
    valijson::Validator validator;
    if (validator.validate(schema, Adapter(metadata), &results))
        return std::nullopt;
    valijson::ValidationResults::Error error;
    std::string fault = "does not fit the schema";
    if (results.popError(error))
    {
        fault = error.description;
        for (const std::string& step : error.context)
            fault.insert(0, step + ' ');
    }
    return fault;
}

} // namespace

base::Result<PluginMetadata, ProtocolError> parsePluginMetadata(const json& metadata, sdk::InterfaceVersion offered)
{
    if (auto fault = schemaFault(metadata))
        return base::fail(ProtocolCode::BadMetadata, *fault);
    sdk::InterfaceVersion needed;
    const auto interfaceText = metadata["interface"].get<std::string>();
    if (std::sscanf(interfaceText.c_str(), "%d.%d", &needed.major, &needed.minor) != 2 || !sdk::serves(offered, needed))
        return base::fail(ProtocolCode::BadMetadata,
                          "interface " + interfaceText + " is not offered by this host, which has " +
                              std::to_string(offered.major) + '.' + std::to_string(offered.minor));
    PluginMetadata result;
    result.name = metadata["name"].get<std::string>();
    result.deviceClass = deviceClass(metadata["class"].get<std::string>()).value();
    result.vendor = metadata["vendor"].get<std::string>();
    result.version = metadata["version"].get<std::string>();
    result.interfaceVersion = needed;
    result.connections = metadata["connections"].get<std::vector<std::string>>();
    if (const auto permissions = metadata.find("permissions"); permissions != metadata.end())
        result.permissions = permissions->get<std::vector<std::string>>();
    result.resetsPerHour = metadata.value("resetsPerHour", kResetsPerHour);
    return result;
}

} // namespace banshi::drivers::protocol
