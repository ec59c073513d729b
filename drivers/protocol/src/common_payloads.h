// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/status.h"

#include <nlohmann/json.hpp>

namespace banshi::drivers::protocol
{

// The `common` object of `Common.Status` and of `Common.Capabilities`.
[[nodiscard]] nlohmann::json commonJson(const sdk::CommonStatus& status);
[[nodiscard]] nlohmann::json commonJson(const sdk::CommonCapabilities& capabilities);

} // namespace banshi::drivers::protocol
