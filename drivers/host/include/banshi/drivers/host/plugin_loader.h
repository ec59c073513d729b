// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/result.h"
#include "banshi/drivers/protocol/plugin_metadata.h"
#include "banshi/drivers/sdk/plugin.h"

#include <string>

namespace banshi::drivers::host
{

/// Why a host cannot start.
enum class HostCode
{
    NoPlugin,       ///< no such file, or no Qt plug-in
    WrongInterface, ///< made for another interface
    BadMetadata,
    CannotLoad, ///< missing libraries, wrong Qt
    BadOptions,
    CannotListen,
    NotTrusted, ///< unsigned, signed by nobody whom the city knows, changed, or revoked
};
using HostError = base::KitError<HostCode>;

/// Reads and checks a plug-in's metadata from its file, without loading any of its code.
/// Errors: NoPlugin, WrongInterface, BadMetadata. Threads: any.
[[nodiscard]] base::Result<protocol::PluginMetadata, HostError> inspectPlugin(const std::string& file);

/// Loads an inspected plug-in for the rest of the process's life. Errors: CannotLoad. Threads: main.
[[nodiscard]] base::Result<sdk::DriverPlugin*, HostError> loadPlugin(const std::string& file);

/// Turns the JSON text of a device's `options` table into option values (flat: booleans, numbers, texts, lists of
/// texts). Errors: BadOptions; `detail` names the entry. Threads: any.
[[nodiscard]] base::Result<std::map<std::string, sdk::OptionValue>, HostError>
parseOptions(const std::string& jsonText);

} // namespace banshi::drivers::host
