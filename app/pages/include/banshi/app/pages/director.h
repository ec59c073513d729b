// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/pages/front_presenter.h"
#include "banshi/app/pages/nearby_place.h"
#include "banshi/app/pages/session_presenter.h"
#include "banshi/base/timer.h"
#include "banshi/ui/pages/screen.h"

#include <QObject>
#include <optional>

namespace banshi::app::pages
{

/// What stands around every page of this machine.
struct MachineFacts
{
    ui::i18n::Text site;
    QString deviceId;
};

/// Joins the screen with what is meant: before a visit the front presenter, then the session; shows, and hands taps to
/// whom they concern. Threads: the GUI thread.
class Director : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the director.
    Director(const base::Clock& clock, ui::pages::Screen& screen, session::Session& session,
             session::Surroundings& surroundings, std::shared_ptr<const services::Catalogue> catalogue,
             MachineFacts facts);

    /// The page that says that the last visit is being checked.
    void showRecovery();
    /// The front page; `erased` shows for some seconds that the last visitor's data has gone.
    void showFront(bool erased);
    /// The machine cannot serve: the gateway, which remembers everything, does not answer. Says where else to go.
    void showOutOfService(const QString& code);
    /// The machine cannot serve because a technician's program has its devices, `since` when.
    void showDevicesLent(base::UtcTime since);
    /// What works now.
    void setMachineState(const services::MachineState& state);
    /// From now on the screen belongs to a technician: neither pages nor taps are this object's any more.
    void standAside();
    /// Tells the technician beside a running visit that maintenance opens when the visit has ended.
    void setMaintenanceWaits();

Q_SIGNALS:
    /// The hidden gesture, at whatever moment.
    void maintenanceWanted();

private:
    enum class Mode
    {
        Recovery,
        Front,
        OutOfService,
        Visit,
        Aside,
    };

    void refresh();
    void enterOutOfService(const QString& code, std::optional<base::UtcTime> since);
    [[nodiscard]] ui::pages::OutOfServiceContents outOfService();
    void tapped(const ui::pages::Tap& tap);
    void handleFront(const ui::pages::Tap& tap);
    [[nodiscard]] ui::pages::FrameContents frame() const;

    const base::Clock& m_clock;
    ui::pages::Screen& m_screen;
    session::Session& m_session;
    session::Surroundings& m_around;
    std::shared_ptr<const services::Catalogue> m_catalogue;
    MachineFacts m_facts;
    FrontPresenter m_front;
    services::MachineState m_state;
    base::Timer m_second;
    base::Timer m_erasedNote;
    base::Timer m_goHome;
    Mode m_mode = Mode::Recovery;
    NearbyPlace m_nearby;
    QString m_outOfService;
    std::optional<base::UtcTime> m_since; ///< when the machine went out of service, where that is known
    bool m_helping = false;
    bool m_maintenanceWaits = false;
};

} // namespace banshi::app::pages
