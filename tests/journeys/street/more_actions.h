// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator_faults.h"
#include "street_action.h"
#include "street_calls.h"
#include "street_words.h"

#include <memory>

namespace banshi::journeys
{

/// What a person can do with the devices that no journey needs; nothing for those that the world does not have.
[[nodiscard]] StreetActions moreActions(const std::shared_ptr<StreetCalls>& calls);

/// Every fault that the simulators publish, for a terminal: asks each of them now and blocks for the words of it; one
/// that does not answer has none. The actions themselves never wait.
[[nodiscard]] StreetActions faultActions(const std::shared_ptr<StreetCalls>& calls, const StreetWords& words);

/// The simulated devices of `world`.
[[nodiscard]] std::vector<SimulatorPlace> simulatorsOf(const World& world);

/// Tells what a simulator's answer means: `sentence`, its own words when it refuses, or that nobody answers.
[[nodiscard]] StreetCalls::Answered answering(const StreetTold& told, const StreetSentence& sentence);

} // namespace banshi::journeys
