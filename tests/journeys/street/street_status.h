// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "street_action.h"
#include "street_calls.h"

namespace banshi::journeys
{

/// Tells once, later: the page on the screen, the line to the city, what waits in the queue, what was printed; and who
/// of them did not answer.
void tellStatus(StreetCalls& calls, const std::function<void(const std::vector<StreetSentence>&)>& told);

} // namespace banshi::journeys
