// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/device_table.h"

#include <nlohmann/json.hpp>

namespace banshi::drivers::tool
{

namespace
{

// What a device says of itself ends no comment and no text: TOML has no control characters in either.
std::string plain(std::string text)
{
    constexpr char kDelete = 0x7f;
    for (char& letter : text)
        if ((letter >= 0 && letter < ' ') || letter == kDelete)
            letter = ' ';
    return text;
}

// A basic string of TOML is written as one of JSON.
std::string quoted(const std::string& text)
{
    return nlohmann::json(plain(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string commentOn(const PresentDevice& device)
{
    const std::string& place = device.path;
    return "# " + (device.usb.empty() ? std::string("-") : device.usb) + ' ' + plain(device.name) + ", " + plain(place);
}

std::string nameFor(const std::string& plugin, std::set<std::string>& taken)
{
    std::string name = plugin;
    for (int number = 2; !taken.insert(name).second; ++number)
        name = plugin + '-' + std::to_string(number);
    return name;
}

} // namespace

std::string deviceTable(const PresentDevice& device, const std::vector<PluginMatch>& matches,
                        std::set<std::string>& taken)
{
    if (matches.empty())
        return commentOn(device) + ": no plug-in fits\n";
    if (device.connection.empty())
        return commentOn(device) + ": nothing that a driver could open\n";
    const PluginMatch& first = matches.front();
    const bool isProposed = !first.isOnlyPossible;
    std::string table = commentOn(device) + ": ";
    table += isProposed ? plain(first.model) : "an adapter, which does not say what hangs on it; take one of these";
    table += '\n';
    for (auto other = matches.begin() + (isProposed ? 1 : 0); other != matches.end(); ++other)
        table += (other->isOnlyPossible ? "# possible: driver = " : "# or driver = ") + quoted(other->plugin) + ": " +
                 plain(other->model) + '\n';
    if (!isProposed)
        return table + "# connection = " + quoted(device.connection) + '\n';
    return table + "[[device]]\nname = " + quoted(nameFor(first.plugin, taken)) + "\ndriver = " + quoted(first.plugin) +
           "\nconnection = " + quoted(device.connection) + '\n';
}

} // namespace banshi::drivers::tool
