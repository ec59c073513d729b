// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/plugin_matches.h"

#include "banshi/drivers/protocol/plugin_metadata.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPluginLoader>
#include <algorithm>
#include <array>
#include <filesystem>
#include <fnmatch.h>
#include <nlohmann/json.hpp>
#include <string_view>

namespace banshi::drivers::tool
{

namespace
{

namespace fs = std::filesystem;

// Chips that make a serial line of USB: their makers' ids, whatever hangs on the line (FTDI, Prolific, Silicon Labs,
// WCH).
constexpr std::array<std::string_view, 12> kAdapters{"0403:6001", "0403:6010", "0403:6011", "0403:6014",
                                                     "0403:6015", "067b:2303", "067b:23a3", "10c4:ea60",
                                                     "10c4:ea70", "1a86:5523", "1a86:55d4", "1a86:7523"};

bool isAdapterOnly(const PluginModel& model)
{
    return model.serialPath.empty() && std::ranges::find(kAdapters, model.usb) != kAdapters.end();
}

bool fits(const PluginModel& model, const PresentDevice& device)
{
    if (model.usb.empty() && model.serialPath.empty())
        return false;
    const bool isUsb = model.usb.empty() || model.usb == device.usb;
    const bool isPlace = model.serialPath.empty() || ::fnmatch(model.serialPath.c_str(), device.path.c_str(), 0) == 0;
    return isUsb && isPlace;
}

bool takes(const KnownPlugin& plugin, const PresentDevice& device)
{
    const std::string scheme = device.connection.substr(0, device.connection.find(':'));
    return scheme.empty() || std::ranges::find(plugin.connections, scheme) != plugin.connections.end();
}

// Qt reads this from the file, without loading any of its code.
base::Result<KnownPlugin, protocol::ProtocolError> pluginIn(const fs::path& file)
{
    const QPluginLoader loader(QString::fromStdString(fs::absolute(file).string())); // else Qt looks in its own folders
    const QJsonObject said = loader.metaData().value(QStringLiteral("MetaData")).toObject();
    const auto metadata =
        nlohmann::json::parse(QJsonDocument(said).toJson(QJsonDocument::Compact).toStdString(), nullptr, false);
    const auto checked = protocol::parsePluginMetadata(metadata);
    if (!checked)
        return tl::unexpected(checked.error());
    KnownPlugin plugin{checked->name, checked->connections, {}};
    for (const auto& model : metadata["models"])
        plugin.models.push_back(
            {model["name"].get<std::string>(), model.value("usb", ""), model.value("serialPath", "")});
    return plugin;
}

} // namespace

std::vector<KnownPlugin> pluginsIn(const std::string& folder, std::vector<std::string>& refused)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator next(folder, error), end; !error && next != end; next.increment(error))
        if (next->path().extension() == ".so")
            files.push_back(next->path());
    if (error)
        refused.push_back(folder + ": " + error.message());
    std::ranges::sort(files);
    std::vector<KnownPlugin> plugins;
    for (const fs::path& file : files)
    {
        auto plugin = pluginIn(file);
        if (plugin)
            plugins.push_back(std::move(*plugin));
        else
            refused.push_back(file.string() + ": " + plugin.error().detail);
    }
    return plugins;
}

std::vector<PluginMatch> matchesOf(const PresentDevice& device, std::span<const KnownPlugin> plugins)
{
    std::vector<PluginMatch> found;
    for (const KnownPlugin& plugin : plugins)
    {
        const auto model = std::ranges::find_if(plugin.models, [&](const auto& one) { return fits(one, device); });
        if (model != plugin.models.end() && takes(plugin, device))
            found.push_back({plugin.name, model->name, isAdapterOnly(*model)});
    }
    std::ranges::stable_sort(found, {}, &PluginMatch::isOnlyPossible);
    return found;
}

} // namespace banshi::drivers::tool
