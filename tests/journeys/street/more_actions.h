// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/journeys/world.h"
#include "simulator_faults.h"
#include "street_action.h"
#include "street_words.h"

namespace banshi::journeys
{

/// What a person can do with the devices that no journey needs; nothing for those that `world` does not have.
[[nodiscard]] StreetActions moreActions(World& world);

/// Every fault that these simulators publish, for a terminal: asks each of them now and blocks for its answer, as the
/// actions do; one that does not answer has none.
[[nodiscard]] StreetActions faultActions(const std::vector<SimulatorPlace>& simulators, const StreetWords& words);

/// The simulated devices of `world`.
[[nodiscard]] std::vector<SimulatorPlace> simulatorsOf(const World& world);

/// What to say of a simulator's answer: `sentence`, or its own words when it refuses.
[[nodiscard]] StreetAnswer told(const nlohmann::json& answer, const StreetSentence& sentence);

} // namespace banshi::journeys
