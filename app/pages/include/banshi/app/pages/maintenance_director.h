// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/pages/director.h"
#include "banshi/app/pages/maintenance_presenter.h"

namespace banshi::app::pages
{

/// Joins the screen with a technician's visit. Silent until the visit is open; the Director has to stand aside first.
/// Threads: the GUI thread.
class MaintenanceDirector : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive this object.
    MaintenanceDirector(const base::Clock& clock, ui::pages::Screen& screen, maintenance::Maintenance& visit,
                        MachineFacts facts);

private:
    void refresh();
    void tapped(const ui::pages::Tap& tap);

    const base::Clock& m_clock;
    ui::pages::Screen& m_screen;
    maintenance::Maintenance& m_visit;
    MachineFacts m_facts;
    base::Timer m_second;
    bool m_helping = false;
};

} // namespace banshi::app::pages
