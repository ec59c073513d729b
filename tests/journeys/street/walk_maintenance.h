// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace banshi::journeys
{

class Journey;

/// What the technician of the walk chooses, and what he enters wrongly (with digits that no time stamp or port has).
inline constexpr const char* kMaintenancePin = "730482916057";
inline constexpr const char* kWrongMaintenancePin = "995301748260";

/// A technician at the machine: chooses the PIN of a new machine, tests every device, switches a service off and on,
/// waits for a resident, meets the lock-out, and leaves. Afterwards the machine stands as before, with a PIN.
void walkMaintenance(Journey& journey);

} // namespace banshi::journeys
