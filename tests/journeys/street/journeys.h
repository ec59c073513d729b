// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"

#include <functional>
#include <vector>

namespace banshi::journeys
{

/// A journey by name.
struct NamedJourney
{
    QString name;
    std::function<void(Journey&)> walk;
};

/// The four journeys, in the order in which they are walked: a certificate at once, an application that is fetched
/// "three days later", a water bill, and a report while the line is down.
[[nodiscard]] std::vector<NamedJourney> allJourneys();

/// Journeys that are walked only when they are named: a technician's visit, which leaves a PIN and test paper behind,
/// and people and prints whom the comparison of faces refuses.
[[nodiscard]] std::vector<NamedJourney> extraJourneys();

} // namespace banshi::journeys
