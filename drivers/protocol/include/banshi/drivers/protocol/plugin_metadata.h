// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/message.h"
#include "banshi/drivers/sdk/interface_version.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace banshi::drivers::protocol
{

/// How often a device may be reset within any hour when its plug-in does not say: a reset moves motors, heads and
/// cutters to their stops, and what three of them have not cleared needs a person, not a fourth.
inline constexpr int kResetsPerHour = 3;

/// What a plug-in says of itself, readable without loading it (`schema/driver-metadata.schema.json`).
struct PluginMetadata
{
    std::string name;
    DeviceClass deviceClass = DeviceClass::IdCardReader;
    std::string vendor;
    std::string version;
    sdk::InterfaceVersion interfaceVersion; ///< the one that it needs
    std::vector<std::string> connections;   ///< allowed schemes, e.g. `serial`
    std::vector<std::string> permissions;   ///< what the host's sandbox leaves open, e.g. `child-process`
    int resetsPerHour = kResetsPerHour;     ///< 0: the device cannot be reset
};

/// Checks the text of a plug-in's metadata against the schema and the interface version that the host offers.
/// Errors: BadMetadata; `detail` names the member. Threads: any.
[[nodiscard]] base::Result<PluginMetadata, ProtocolError>
parsePluginMetadata(const nlohmann::json& metadata, sdk::InterfaceVersion offered = sdk::kInterface);

} // namespace banshi::drivers::protocol
