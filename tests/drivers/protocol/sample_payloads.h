// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/sdk/events.h"
#include "banshi/drivers/sdk/host_services.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace banshi::testing
{

/// Payloads by name; those of completions under `NAME.completion`.
using Samples = std::map<std::string, std::vector<nlohmann::json>>;

/// What this version sends: made by the functions that the host, its client and the publisher use, with every word of
/// every enumeration. Threads: pure.
[[nodiscard]] Samples samplePayloads();

/// One event of each kind.
[[nodiscard]] std::vector<drivers::sdk::Event> sampleEvents();
/// Statuses of every class, in each of their states.
[[nodiscard]] std::vector<drivers::sdk::Status> sampleStatuses();
/// What each class says that it can do.
[[nodiscard]] std::map<drivers::protocol::DeviceClass, nlohmann::json> sampleCapabilities();

} // namespace banshi::testing
