// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/maintenance_director.h"

#include "page_parts.h"

namespace banshi::app::pages
{

MaintenanceDirector::MaintenanceDirector(const base::Clock& clock, ui::pages::Screen& screen,
                                         maintenance::Maintenance& visit, MachineFacts facts)
    : m_clock(clock), m_screen(screen), m_visit(visit), m_facts(std::move(facts)), m_second(clock)
{
    connect(&screen, &ui::pages::Screen::tapped, this, &MaintenanceDirector::tapped);
    connect(&screen, &ui::pages::Screen::touched, this, [this] { m_visit.touched(); });
    connect(&visit, &maintenance::Maintenance::changed, this, &MaintenanceDirector::refresh);
    connect(&m_second, &base::Timer::fired, this, &MaintenanceDirector::refresh);
    m_second.startRepeating(std::chrono::seconds(1));
}

void MaintenanceDirector::refresh()
{
    if (!m_visit.isOpen())
        return;
    auto presented = present(m_visit);
    ui::pages::FrameContents frame;
    frame.site = m_facts.site;
    frame.machine = m_facts.deviceId;
    frame.now = m_clock.wall().utc;
    frame.foot = std::move(presented.foot);
    frame.maintenance = maintenanceStrip(m_visit);
    if (m_helping)
        frame.layer = helpLayer(m_facts.deviceId);
    m_screen.present(presented.page, frame);
}

void MaintenanceDirector::tapped(const ui::pages::Tap& tap)
{
    if (!m_visit.isOpen())
        return;
    if (tap.name == QLatin1String("bar.help") || tap.name == QLatin1String("layer.close"))
        m_helping = tap.name == QLatin1String("bar.help");
    else if (const auto event = eventFor(tap, m_visit))
        m_visit.handle(*event);
    refresh();
}

} // namespace banshi::app::pages
