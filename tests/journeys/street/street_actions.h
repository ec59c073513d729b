// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "street_action.h"
#include "street_calls.h"

#include <memory>

namespace banshi::journeys
{

/// All that a person can do around the machine of `calls`. Nothing waits: each action tells its answer when it has
/// come, or that none did.
[[nodiscard]] StreetActions streetActions(const std::shared_ptr<StreetCalls>& calls);

} // namespace banshi::journeys
