// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/store.h"
#include "banshi/testing/queue/platform_keys.h"
#include "model.h"

namespace banshi::testing::powercut
{

/// Holds everything that a store shows against the model: items, states, numbers, order, bodies, pictures, intents,
/// notes, settings. Returns what differs, one line each.
[[nodiscard]] std::vector<std::string> differences(banshi::queue::store::Store& store, const Model& model,
                                                   const queue::PlatformKeys& keys);

} // namespace banshi::testing::powercut
