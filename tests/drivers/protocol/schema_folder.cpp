// SPDX-License-Identifier: Apache-2.0
#include "schema_folder.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <QDir>
#include <QFile>
#include <QString>
#include <cctype>

namespace banshi::testing
{

namespace
{

using nlohmann::json;
constexpr const char* kEnding = ".schema.json";

} // namespace

SchemaFolder::SchemaFolder()
{
    const QDir folder(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/drivers/protocol/schema"));
    for (const QString& entry : folder.entryList({QStringLiteral("*") + QLatin1String(kEnding)}))
    {
        QFile file(folder.filePath(entry));
        const std::string name = entry.chopped(QLatin1String(kEnding).size()).toStdString();
        m_files[name] =
            file.open(QIODevice::ReadOnly) ? json::parse(file.readAll().toStdString(), nullptr, false) : json();
        if (!m_files[name].is_object())
        {
            m_files.clear();
            return;
        }
        const json definitions = m_files[name].value("definitions", json::object());
        for (const auto& [definition, schema] : definitions.items())
            if (definition.find('.') != std::string::npos && !m_fileOf.emplace(definition, name).second)
            {
                m_fileOf.clear();
                return;
            }
    }
}

std::string SchemaFolder::faultOf(const std::string& name, const json& payload) const
{
    const auto file = m_fileOf.find(name);
    return file == m_fileOf.end() ? name + " has no schema" : faultIn(file->second, name, payload);
}

std::string SchemaFolder::faultIn(const std::string& file, const std::string& definition, const json& payload) const
{
    const auto found = m_files.find(file);
    if (found == m_files.end())
        return "no schema " + file;
    json schema = found->second;
    if (!definition.empty())
    {
        if (!schema["definitions"].contains(definition))
            return file + " has no " + definition;
        schema = {{"definitions", schema["definitions"]}, {"$ref", "#/definitions/" + definition}};
    }
    valijson::Schema parsed;
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), parsed);
    valijson::ValidationResults results;
    if (valijson::Validator().validate(parsed, valijson::adapters::NlohmannJsonAdapter(payload), &results))
        return {};
    std::string fault = file + " " + definition + ": " + payload.dump();
    valijson::ValidationResults::Error error;
    while (results.popError(error))
        fault += "\n  " + error.description;
    return fault;
}

std::string SchemaFolder::fileOf(drivers::protocol::DeviceClass deviceClass)
{
    std::string name;
    for (const char letter : drivers::protocol::text(deviceClass))
    {
        const bool isNewWord = std::isupper(static_cast<unsigned char>(letter)) != 0;
        if (isNewWord && !name.empty())
            name += '-';
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return name;
}

} // namespace banshi::testing
