// SPDX-License-Identifier: GPL-3.0-or-later
#include "match_command.h"

#include "banshi/drivers/tool/device_table.h"
#include "banshi/drivers/tool/plugin_matches.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace banshi::drivers::tool
{

namespace
{

using nlohmann::json;

json jsonOf(const PresentDevice& device, const std::vector<PluginMatch>& matches)
{
    json plugins = json::array();
    for (const PluginMatch& match : matches)
        plugins.push_back({{"plugin", match.plugin}, {"model", match.model}, {"possible", match.isOnlyPossible}});
    return {{"usb", device.usb},
            {"name", device.name},
            {"path", device.path},
            {"connection", device.connection},
            {"plugins", std::move(plugins)}};
}

void print(const PresentDevice& device, const std::vector<PluginMatch>& matches)
{
    std::cout << (device.usb.empty() ? "-" : device.usb) << '\t' << (device.name.empty() ? "-" : device.name) << '\t'
              << (device.connection.empty() ? device.path : device.connection);
    for (const PluginMatch& match : matches)
        std::cout << '\t' << (match.isOnlyPossible ? "possible: " : "") << match.plugin << " (" << match.model << ')';
    std::cout << (matches.empty() ? "\t-\n" : "\n");
}

} // namespace

MatchCommand::MatchCommand(CLI::App& options, std::string plugins)
    : m_command(options.add_subcommand("match", "Which plug-in fits which device that is plugged in")),
      m_plugins(std::move(plugins))
{
    m_command->add_option("--plugins", m_plugins, "Folder of the plug-ins");
    m_command->add_option("--sys", m_sys, "Folder that is /sys");
    m_command->add_option("--dev", m_dev, "Folder that is /dev");
    auto* const asJson = m_command->add_flag("--json", m_isJson, "As JSON");
    m_command->add_flag("--write", m_isForFile, "As tables to be pasted into the machine's file")->excludes(asJson);
}

bool MatchCommand::run() const
{
    std::vector<std::string> refused;
    const auto plugins = pluginsIn(m_plugins, refused);
    for (const std::string& file : refused)
        std::cerr << "banshi-device: " << file << '\n';
    json all = json::array();
    std::set<std::string> names;
    for (const PresentDevice& device : presentDevices(m_sys, m_dev))
    {
        const auto matches = matchesOf(device, plugins);
        if (m_isJson)
            all.push_back(jsonOf(device, matches));
        else if (m_isForFile)
            std::cout << deviceTable(device, matches, names) << '\n';
        else
            print(device, matches);
    }
    if (m_isJson)
        std::cout << all.dump(2) << '\n';
    return !plugins.empty();
}

} // namespace banshi::drivers::tool
