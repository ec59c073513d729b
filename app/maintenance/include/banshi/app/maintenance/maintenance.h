// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/maintenance/device_tester.h"
#include "banshi/app/maintenance/pin_book.h"
#include "banshi/app/maintenance/service_switches.h"
#include "banshi/app/maintenance/state.h"
#include "banshi/app/services/availability.h"
#include "banshi/base/timer.h"

namespace banshi::app::maintenance
{

/// When maintenance leaves by itself.
struct Limits
{
    std::chrono::seconds door{60};  ///< without a touch before the PIN is right
    std::chrono::seconds menu{300}; ///< and after it
};

/// What maintenance works with; all of it outlives it.
struct Parts
{
    const base::Clock& clock;
    ports::MachineRecords& records;
    ports::Bench& bench;
    PinHasher& hasher;
    std::shared_ptr<const services::Catalogue> catalogue;
    TestPaper paper;
};

/// A technician's visit: PIN, number of the technician, menu, leave. Opened at most once; the process that holds it
/// ends with it, as with a resident. Every act is in the audit table, or is not done. Threads: the GUI thread.
class Maintenance : public QObject
{
    Q_OBJECT

public:
    explicit Maintenance(Parts parts, Limits limits = {});

    void open();
    void handle(const Event& event);
    /// Somebody touched the screen.
    void touched();
    /// What works now.
    void setMachineState(const services::MachineState& state);

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const State& state() const { return m_state; }
    [[nodiscard]] const Parts& parts() const { return m_parts; }
    [[nodiscard]] const Limits& limits() const { return m_limits; }
    /// Who works here; empty before the menu.
    [[nodiscard]] const std::string& who() const { return m_who; }
    [[nodiscard]] const DeviceTester& tester() const { return m_tester; }
    [[nodiscard]] const services::MachineState& machine() const { return m_machine; }
    /// Newest health; nothing while the gateway does not answer.
    [[nodiscard]] const std::optional<ports::MachineHealth>& health() const { return m_health; }
    /// Newest acts, newest first.
    [[nodiscard]] const std::vector<ports::AuditRecord>& audit() const { return m_audit; }
    /// Services that are off: id to `{zh, en}`.
    [[nodiscard]] const nlohmann::json& switchedOff() const { return m_switchedOff; }

Q_SIGNALS:
    void changed();
    /// It is over; the process has to leave now.
    void left();

private:
    void show(State state);
    void askPin(PinState::Purpose purpose, const std::string& code = {});
    void tick();
    void handlePin(const PinState& state, const Event& event);
    void takeNewPin(const PinState& state, base::SecretBytes pin);
    void handleStaff(const Event& event);
    void enter();
    void handleMenu(const MenuState& state, const Event& event);
    void handleReason(ReasonState state, const Event& event);
    void turnOff(const std::string& service, const services::Text& reason);
    void afterSwitch(const ports::Recorded<void>& kept);
    void refreshNumbers();
    void leave(const char* how);

    Parts m_parts;
    Limits m_limits;
    PinBook m_pins;
    DeviceTester m_tester;
    ServiceSwitches m_switches;
    base::Timer m_idle;
    base::Timer m_tick;
    State m_state;
    bool m_isOpen = false;
    bool m_isBusy = false; ///< an answer is awaited, further acts are not taken
    base::SecretBytes m_newPin;
    std::string m_who;
    services::MachineState m_machine;
    std::optional<ports::MachineHealth> m_health;
    std::vector<ports::AuditRecord> m_audit;
    nlohmann::json m_switchedOff = nlohmann::json::object();
};

} // namespace banshi::app::maintenance
