// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"

namespace banshi::journeys
{

/// Writes `journey-<name>.json`.
bool writeJourney(const Journey& journey, const QString& outFolder);
/// Copies all paper to `paper/` and the last of each kind beside it, and writes `city.json`.
bool keepPaper(World& world, const QString& outFolder);
/// Writes `index.html`: each step's picture beside what was touched, our own time, and what devices, journal and city
/// held.
bool writeIndex(const std::vector<std::unique_ptr<Journey>>& journeys, const QString& outFolder);

} // namespace banshi::journeys
