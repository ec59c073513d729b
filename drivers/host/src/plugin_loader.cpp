// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/plugin_loader.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPluginLoader>
#include <nlohmann/json.hpp>

namespace banshi::drivers::host
{

namespace
{

using nlohmann::json;

std::optional<sdk::OptionValue> optionOf(const json& value)
{
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (value.is_number_float())
        return value.get<double>();
    if (value.is_string())
        return value.get<std::string>();
    if (!value.is_array())
        return std::nullopt;
    std::vector<std::string> texts;
    for (const json& entry : value)
    {
        if (!entry.is_string())
            return std::nullopt;
        texts.push_back(entry.get<std::string>());
    }
    return texts;
}

// A relative name would be looked for in Qt's plug-in folders instead of the working folder.
QString placeOf(const QString& file)
{
    return QFileInfo(file).absoluteFilePath();
}

} // namespace

base::Result<protocol::PluginMetadata, HostError> inspectPlugin(const std::string& file)
{
    const QString path = QString::fromStdString(file);
    if (!QFileInfo(path).isFile())
        return base::fail(HostCode::NoPlugin, "no such plug-in file: " + file, base::Retry::NeedsAttendant);
    const QJsonObject data = QPluginLoader(placeOf(path)).metaData();
    if (data.isEmpty())
        return base::fail(HostCode::NoPlugin, "not a Qt plug-in: " + file, base::Retry::NeedsAttendant);
    const QString iid = data.value(QLatin1String("IID")).toString();
    if (iid != QLatin1String(BANSHI_DRIVER_IID))
        return base::fail(HostCode::WrongInterface, "interface " + iid.toStdString() + ", wanted " BANSHI_DRIVER_IID,
                          base::Retry::NeedsAttendant);
    const QByteArray text =
        QJsonDocument(data.value(QLatin1String("MetaData")).toObject()).toJson(QJsonDocument::Compact);
    auto metadata = protocol::parsePluginMetadata(json::parse(text.toStdString(), nullptr, false));
    if (!metadata)
        return base::fail(HostCode::BadMetadata, metadata.error().detail, base::Retry::NeedsAttendant);
    return std::move(*metadata);
}

base::Result<sdk::DriverPlugin*, HostError> loadPlugin(const std::string& file)
{
    QPluginLoader loader(placeOf(QString::fromStdString(file)));
    loader.setLoadHints(QLibrary::ResolveAllSymbolsHint | QLibrary::PreventUnloadHint);
    QObject* root = loader.instance();
    auto* plugin = qobject_cast<sdk::DriverPlugin*>(root);
    if (plugin == nullptr)
        return base::fail(HostCode::CannotLoad,
                          root == nullptr ? loader.errorString().toStdString() : "exports another interface",
                          base::Retry::NeedsAttendant);
    return plugin;
}

base::Result<std::map<std::string, sdk::OptionValue>, HostError> parseOptions(const std::string& jsonText)
{
    const json object = json::parse(jsonText, nullptr, false);
    if (!object.is_object())
        return base::fail(HostCode::BadOptions, "options are no JSON object", base::Retry::NeedsAttendant);
    std::map<std::string, sdk::OptionValue> options;
    for (const auto& [key, value] : object.items())
    {
        auto option = optionOf(value);
        if (!option)
            return base::fail(HostCode::BadOptions, "option " + key + " is neither a value nor a list of texts",
                              base::Retry::NeedsAttendant);
        options.emplace(key, std::move(*option));
    }
    return options;
}

} // namespace banshi::drivers::host
