// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"
#include "people.h"

namespace banshi::journeys
{

/// From the consent page to `next`, the first page after identification. The person stands too far away at first, is
/// asked to come closer, does so, and is known. `service`: what is chosen after the card in a visit that began with it.
void identifyByFace(Journey& journey, const Person& person, const QString& next, const QString& service = {});
/// The same through the other door: the person declines the comparison and types the code sent to the phone.
void identifyByCode(Journey& journey, const Person& person, const QString& next);

} // namespace banshi::journeys
