// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/maintenance/maintenance.h"
#include "banshi/app/pages/session_presenter.h"

namespace banshi::app::pages
{

/// What a technician's visit shows, in words. Pure: the same state gives the same page. Threads: the GUI thread.
[[nodiscard]] Presented present(const maintenance::Maintenance& visit);

/// The dark strip under the bar; empty before the menu.
[[nodiscard]] ui::i18n::Text maintenanceStrip(const maintenance::Maintenance& visit);

/// What a tap means for the visit; nothing for taps that are not its own.
[[nodiscard]] std::optional<maintenance::Event> eventFor(const ui::pages::Tap& tap,
                                                         const maintenance::Maintenance& visit);

} // namespace banshi::app::pages
