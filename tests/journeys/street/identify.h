// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"
#include "people.h"

#include <functional>

namespace banshi::journeys
{

/// From the consent page to `next`, the first page after identification. The person stands too far away at first, is
/// asked to come closer, does so, makes the movements that are asked for, and is known. `service`: what is chosen after
/// the card in a visit that began with it.
void identifyByFace(Journey& journey, const Person& person, const QString& next, const QString& service = {});
/// Shows `person`'s card, from the consent page to the face page. `service`: as for identifyByFace().
void showCard(Journey& journey, const Person& person, const QString& service = {});
/// Obeys what the face page asks for until it has gone, or says that it did not work; `obey` makes one movement.
void obeyTheFacePage(Journey& journey, const std::function<bool(Movement)>& obey);
/// The same through the other door: the person declines the comparison and types the code sent to the phone.
void identifyByCode(Journey& journey, const Person& person, const QString& next);
/// From the face page through the other door to `next`.
void typeCode(Journey& journey, const QString& next);

} // namespace banshi::journeys
