// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/message.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace banshi::drivers::protocol
{

/// The interface version that this host offers: major must be equal, a plug-in's minor must not be newer.
inline constexpr int kInterfaceMajor = 1;
inline constexpr int kInterfaceMinor = 0;

/// What a plug-in says of itself, readable without loading it (`schema/driver-metadata.schema.json`).
struct PluginMetadata
{
    std::string name;
    DeviceClass deviceClass = DeviceClass::IdCardReader;
    std::string vendor;
    std::string version;
    std::vector<std::string> connections; ///< allowed schemes, e.g. `serial`
    std::vector<std::string> permissions; ///< what the host's sandbox leaves open, e.g. `child-process`
};

/// Checks the text of a plug-in's metadata against the schema and the interface version.
/// Errors: BadMetadata; `detail` names the member. Threads: any.
[[nodiscard]] base::Result<PluginMetadata, ProtocolError> parsePluginMetadata(const nlohmann::json& metadata);

} // namespace banshi::drivers::protocol
