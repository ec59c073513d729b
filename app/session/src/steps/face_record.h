// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/face_check.h"

#include <nlohmann/json.hpp>

namespace banshi::app::session
{

/// What the machine's log keeps of one verdict, so that refusals can be explained and thresholds set: numbers, codes
/// and the model's name. No picture, nothing of the card, no name of the visit. `attempt` counts from 1 within a visit.
[[nodiscard]] nlohmann::json faceRecord(const ports::FaceVerdict& verdict, int attempt);

} // namespace banshi::app::session
