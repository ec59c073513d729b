// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/sandbox.h"
#include "banshi/drivers/protocol/plugin_metadata.h"
#include "launch_options.h"

namespace banshi::drivers::host
{

/// What a driver needs by its metadata's `permissions` and its configuration: the system's libraries, its own folder,
/// the place of its device, the files that its options name. `program` is the host's own file. Threads: any.
[[nodiscard]] SandboxRules sandboxRules(const protocol::PluginMetadata& metadata, const LaunchOptions& options,
                                        const std::string& program);

} // namespace banshi::drivers::host
