// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "launch_options.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace banshi::drivers::host
{

/// True when the device stands on a network by its connection. Threads: any.
[[nodiscard]] bool isOnNetwork(const sdk::Options& device);

/// The TCP ports that a host has to connect to: its device's and its publisher's. Nothing when nobody can know the
/// publisher's yet, which happens in development only: on the street it has one of XFS4IoT's rule. Threads: any.
[[nodiscard]] std::optional<std::vector<std::uint16_t>> reachablePorts(const LaunchOptions& options);

} // namespace banshi::drivers::host
