// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/tool/present_devices.h"

#include <span>
#include <string>
#include <vector>

namespace banshi::drivers::tool
{

/// A model that a plug-in was tried with, and how it is known when it is plugged in.
struct PluginModel
{
    std::string name;
    std::string usb;        ///< `vvvv:pppp`, small hex digits; empty for none
    std::string serialPath; ///< pattern for its line's path below /sys/devices; empty for none
};

/// What a plug-in says of what it drives. Threads: plain value.
struct KnownPlugin
{
    std::string name;
    std::vector<std::string> connections; ///< schemes that it takes, e.g. `serial`
    std::vector<PluginModel> models;
};

/// A plug-in that says of itself that it drives a device.
struct PluginMatch
{
    std::string plugin; ///< KnownPlugin::name
    std::string model;  ///< the one of its models whose rule fits
    /// It fits by the id of an adapter alone, as anything else on such an adapter would.
    bool isOnlyPossible = false;
    bool operator==(const PluginMatch&) const = default;
};

/// The plug-ins of a folder, by their file names, without opening any library. Files that are none are named in
/// `refused` with the reason. Threads: any.
[[nodiscard]] std::vector<KnownPlugin> pluginsIn(const std::string& folder, std::vector<std::string>& refused);

/// Who fits `device`: the plug-in takes its kind of connection, and a model's rule fits. `usb` has to be the device's;
/// `serialPath` is a pattern (`*`, `?`, `[…]`) for its path below /sys/devices; a model with both needs both, one with
/// neither fits nothing. A device that cannot be opened as a node fits by `usb` alone. Those that are only possible
/// come last. Threads: any.
[[nodiscard]] std::vector<PluginMatch> matchesOf(const PresentDevice& device, std::span<const KnownPlugin> plugins);

} // namespace banshi::drivers::tool
