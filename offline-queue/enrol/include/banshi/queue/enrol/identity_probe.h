// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/https_client.h"

#include <functional>

namespace banshi::queue::enrol
{

/// Asks the platform of `identity` for its health with certificate and key of another file: whether it takes them;
/// nothing when it cannot be reached. `clock` must outlive the function. Threads: any; blocks for 4 s at most.
[[nodiscard]] std::function<std::optional<bool>(const std::filesystem::path&)>
identityProbe(sync::TlsIdentity identity, std::string device, const base::Clock& clock);

} // namespace banshi::queue::enrol
