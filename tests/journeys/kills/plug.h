// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace banshi::journeys
{

class World;

/// Does to the world what a victim's name says: `unplug.<device>` takes the simulated device away, `off.<device>` its
/// power, `noise.<device>`, `half.<device>` and `silence.<device>` spoil what it says from now on, every other name is
/// a process that gets SIGKILL. False when there is no such thing.
bool pullPlug(World& world, const QString& victim);

/// Plugs everything in again and ends every fault.
void plugIn(World& world);

} // namespace banshi::journeys
