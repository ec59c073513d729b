// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/journeys/world.h"

namespace banshi::journeys
{

/// An invented resident: the unassigned region 440399, a face that the project renders itself.
struct Person
{
    int faceSeed = 0; ///< of face/rendered/demo_persons.h, whom the demonstration matcher knows apart
    std::string name;
    std::string number;
    std::string birth;
};

/// 小 and 𠮷 are in the names on purpose: both have come out wrong on real machines.
[[nodiscard]] Person firstPerson();
[[nodiscard]] Person secondPerson();

/// The card as the simulated reader takes it, portrait included. Empty when the renderer failed.
[[nodiscard]] nlohmann::json cardOf(World& world, const Person& person);
/// Where somebody stands.
enum class Place
{
    BeforeCamera,
    TooFar,
};
/// What a person is asked to do before the camera; left and right are the person's own.
enum class Movement
{
    TurnLeft,
    TurnRight,
    Blink,
    OpenMouth,
    Nod,
};
/// What the face camera is told for the three that follow; empty when the renderer failed. All that is drawn already is
/// found at once.
[[nodiscard]] nlohmann::json standing(World& world, const Person& person, Place place = Place::BeforeCamera);
[[nodiscard]] nlohmann::json moving(World& world, const Person& person, Movement movement);
[[nodiscard]] nlohmann::json holdingPhoto(World& world, const Person& person, std::optional<Movement> turn = {});
/// What the document camera is told to see the scene; empty when the renderer failed.
[[nodiscard]] nlohmann::json sceneBefore(World& world);
/// What the face camera is told when nobody is there any more.
[[nodiscard]] nlohmann::json nobodyBefore();

/// Lets the person stand before the face camera.
bool standBeforeCamera(World& world, const Person& person, Place place = Place::BeforeCamera);
/// Lets the person who stands there make a movement, and stand still again.
bool move(World& world, const Person& person, Movement movement);
/// Lets somebody hold a print of `person` before the face camera; with a turn, swing it as a head would be turned.
bool holdPhoto(World& world, const Person& person, std::optional<Movement> turn = {});
/// Leaves nobody before the face camera.
bool leaveCamera(World& world);

/// Turns the document camera to the rendered scene of the street that a report tells about.
bool layBeforeCamera(World& world);

} // namespace banshi::journeys
