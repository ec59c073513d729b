// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/journeys/world.h"
#include "street_action.h"

namespace banshi::journeys
{

/// All that a person can do around the machine of `world`, which must outlive the list. An action blocks for the
/// simulators' answer only, apart from a kill of gateway or kiosk, which waits for the process to be gone.
[[nodiscard]] StreetActions streetActions(World& world);

/// The page on the screen, the line to the city, what waits in the queue, what was printed.
[[nodiscard]] std::vector<StreetSentence> streetStatus(World& world);

} // namespace banshi::journeys
