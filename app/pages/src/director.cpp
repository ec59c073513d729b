// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/director.h"

#include "banshi/ui/i18n/format.h"
#include "page_parts.h"

namespace banshi::app::pages
{

namespace
{

constexpr std::chrono::seconds kErasedNote(5); // screens.md: "erased" stands for five seconds
constexpr std::chrono::seconds kGoHome(60);    // lists and searches that nobody touches

} // namespace

Director::Director(const base::Clock& clock, ui::pages::Screen& screen, session::Session& session,
                   session::Surroundings& surroundings, std::shared_ptr<const services::Catalogue> catalogue,
                   MachineFacts facts)
    : m_clock(clock), m_screen(screen), m_session(session), m_around(surroundings), m_catalogue(catalogue),
      m_facts(std::move(facts)), m_front(catalogue), m_second(clock), m_erasedNote(clock), m_goHome(clock),
      m_nearby(clock, surroundings.platform, std::move(catalogue))
{
    connect(&screen, &ui::pages::Screen::tapped, this, &Director::tapped);
    connect(&screen, &ui::pages::Screen::touched, this, [this] {
        m_session.touched();
        m_goHome.start(kGoHome);
    });
    connect(&session, &session::Session::changed, this, &Director::refresh);
    connect(&session, &session::Session::started, this, [this] { m_mode = Mode::Visit; });
    connect(&m_second, &base::Timer::fired, this, &Director::refresh);
    connect(&m_erasedNote, &base::Timer::fired, this, [this] {
        m_front.setErased(false);
        refresh();
    });
    connect(&m_goHome, &base::Timer::fired, this, [this] {
        m_front.goHome();
        refresh();
    });
    connect(&m_nearby, &NearbyPlace::changed, this, &Director::refresh);
    m_second.startRepeating(std::chrono::seconds(1));
}

void Director::showRecovery()
{
    m_mode = Mode::Recovery;
    refresh();
}

void Director::showFront(bool erased)
{
    m_mode = Mode::Front;
    m_front.setErased(erased);
    if (erased)
        m_erasedNote.start(kErasedNote);
    refresh();
}

void Director::standAside()
{
    m_mode = Mode::Aside;
}

void Director::setMaintenanceWaits()
{
    m_maintenanceWaits = true;
    refresh();
}

void Director::showOutOfService(const QString& code)
{
    enterOutOfService(code, {});
}

void Director::showDevicesLent(base::UtcTime since)
{
    enterOutOfService(QStringLiteral("app.devicesLent"), since);
}

void Director::enterOutOfService(const QString& code, std::optional<base::UtcTime> since)
{
    if (m_mode == Mode::Visit || m_mode == Mode::Aside)
        return;
    m_mode = Mode::OutOfService;
    m_outOfService = code;
    m_since = since;
    refresh();
}

ui::pages::OutOfServiceContents Director::outOfService()
{
    m_nearby.ask(); // every minute, as long as the page stands
    ui::pages::OutOfServiceContents page;
    page.why = Text::sentence(m_outOfService);
    page.where = m_nearby.where();
    page.hotline = QStringLiteral("12345");
    if (!m_since)
        return page;
    const auto today = ui::i18n::day(m_clock.wall().utc);
    page.since = ui::i18n::day(*m_since) == today ? ui::i18n::clockTime(*m_since) : ui::i18n::dayAndTime(*m_since);
    page.until = Text::key(QStringLiteral("outOfService.byItself"));
    return page;
}

void Director::setMachineState(const services::MachineState& state)
{
    m_state = state;
    m_front.setState(state);
    if (m_mode == Mode::Front)
        refresh();
}

ui::pages::FrameContents Director::frame() const
{
    ui::pages::FrameContents frame;
    frame.site = m_facts.site;
    frame.machine = m_facts.deviceId;
    frame.now = m_clock.wall().utc;
    if (m_helping)
        frame.layer = helpLayer(m_facts.deviceId);
    return frame;
}

ui::pages::Layer helpLayer(const QString& deviceId)
{
    ui::pages::Layer layer;
    layer.title = say("找人帮忙", "Ask a person");
    layer.body = say("请拨打 12345，报上机号，会有人帮您。",
                     "Call 12345 and give this machine's number; somebody will help you.");
    layer.lines = {Text::both(QStringLiteral("机号 ") + deviceId, QStringLiteral("Machine ") + deviceId)};
    layer.keys = {{QStringLiteral("close"), say("知道了", "Close"), true}};
    return layer;
}

void Director::refresh()
{
    auto around = frame();
    switch (m_mode)
    {
    case Mode::Recovery:
        return m_screen.present(ui::pages::RecoveryContents{}, around);
    case Mode::OutOfService:
        return m_screen.present(outOfService(), around);
    case Mode::Front:
        around.foot = m_front.foot();
        return std::visit([&](auto page) { m_screen.present(std::move(page), around); }, m_front.page());
    case Mode::Aside:
        return;
    case Mode::Visit:
        break;
    }
    auto presented = present(*m_session.flow(), m_session.visit(), m_clock);
    auto steps = presentSteps(*m_session.flow());
    around.steps = std::move(steps.names);
    around.step = steps.running;
    around.foot = std::move(presented.foot);
    if (m_maintenanceWaits)
        around.maintenance = say("维护：这次办理结束后进入", "Maintenance: opens when this visit has ended");
    if (const auto seconds = m_session.idleQuestion())
        around.layer = presentIdleQuestion(*seconds);
    m_screen.present(presented.page, around);
}

void Director::tapped(const ui::pages::Tap& tap)
{
    if (m_mode == Mode::Aside)
        return;
    if (tap.name == QLatin1String("bar.help") || tap.name == QLatin1String("layer.close"))
        m_helping = tap.name == QLatin1String("bar.help");
    else if (tap.name == QLatin1String("bar.language"))
        m_around.locale = tap.text == QLatin1String("en") ? "en" : "zh-CN";
    else if (tap.name == QLatin1String("bar.maintenance"))
        Q_EMIT maintenanceWanted();
    else if (m_mode == Mode::Front)
        handleFront(tap);
    else if (m_mode == Mode::Visit && tap.name == QLatin1String("layer.stay"))
        m_session.touched();
    else if (m_mode == Mode::Visit)
        if (const auto event = eventFor(tap, m_session.flow()->current().state()))
            m_session.handle(*event);
    refresh();
}

void Director::handleFront(const ui::pages::Tap& tap)
{
    const auto wish = m_front.handle(tap);
    if (const auto* start = std::get_if<StartService>(&wish))
    {
        const auto service = m_catalogue->find(start->id);
        if (const auto kind = session::flowKind(*service))
            m_session.start(service, m_catalogue, *kind);
    }
    else if (const auto* card = std::get_if<StartWithCard>(&wish))
        m_session.startWithCard({m_catalogue, card->services});
    else if (std::holds_alternative<StartPickup>(wish))
    {
        for (const auto& service : m_catalogue->services())
            if (session::flowKind(*service) == session::Flow::Kind::Application &&
                services::pickupOfferOf(*service, m_state).offered)
            {
                m_session.start(service, m_catalogue, session::Flow::Kind::Pickup);
                return;
            }
    }
}

} // namespace banshi::app::pages
