// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"

namespace banshi::journeys
{

/// With a resident's card: nobody before the camera, the resident too far away, a stranger, a print of the resident
/// that is swung when a turn is asked for; none gets further. Then the resident goes through the other door and leaves.
void walkRefusals(Journey& journey);

} // namespace banshi::journeys
