// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/maintenance/maintenance.h"
#include "banshi/ui/pages/maintenance_contents.h"
#include "words.h"

namespace banshi::app::pages
{

/// Words of the technician's pages. Pure functions.

/// Both, with a dot between them; one alone when the other is empty.
[[nodiscard]] Text joined(const Text& first, const Text& second);
/// A sentence about a dotted code.
[[nodiscard]] Text sentenceOf(const std::string& code);
/// What people call a device of the machine file.
[[nodiscard]] Text deviceName(const std::string& name, const std::string& kind);
/// The device as a row: state, what is wrong, last test.
[[nodiscard]] ui::pages::DeviceRow deviceRow(const ports::DeviceDetails& device,
                                             const maintenance::DeviceTester& tester);
/// Queue, and network with clock.
[[nodiscard]] std::vector<ui::pages::Row> queueRows(const std::optional<ports::MachineHealth>& health);
[[nodiscard]] std::vector<ui::pages::Row> networkRows(const std::optional<ports::MachineHealth>& health,
                                                      base::UtcTime now);
/// An act of the audit table; nothing for the program's own book-keeping.
[[nodiscard]] std::optional<ui::pages::AuditRow> auditRow(const ports::AuditRecord& act,
                                                          const maintenance::Maintenance& visit);

} // namespace banshi::app::pages
