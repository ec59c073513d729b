// SPDX-License-Identifier: GPL-3.0-or-later
// The door: PIN and staff number. The menu behind it is in menu.cpp.
#include "banshi/app/maintenance/maintenance.h"

#include "banshi/app/maintenance/codes.h"
#include "banshi/app/maintenance/pin_rules.h"

#include <QPointer>
#include <algorithm>

namespace banshi::app::maintenance
{

namespace
{

constexpr std::size_t kMostStaffDigits = 8; // shorter than anything that could be a person's number
constexpr std::chrono::seconds kTick(1);

int secondsOf(base::Nanoseconds span)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(span).count());
}

} // namespace

Maintenance::Maintenance(Parts parts, Limits limits)
    : m_parts(std::move(parts)), m_limits(limits), m_pins(m_parts.clock, m_parts.records, m_parts.hasher),
      m_tester(m_parts.clock, m_parts.records, m_parts.bench, m_parts.paper), m_switches(m_parts.records),
      m_idle(m_parts.clock), m_tick(m_parts.clock)
{
    connect(&m_tick, &base::Timer::fired, this, &Maintenance::tick);
    connect(&m_idle, &base::Timer::fired, this, [this] {
        if (m_tester.running().empty())
            leave("idle");
        else
            touched();
    });
    connect(&m_tester, &DeviceTester::changed, this, [this] {
        touched();
        refreshNumbers();
        Q_EMIT changed();
    });
}

void Maintenance::show(State state)
{
    m_state = std::move(state);
    Q_EMIT changed();
}

void Maintenance::open()
{
    if (m_isOpen)
        return;
    m_isOpen = true;
    touched();
    m_tick.startRepeating(kTick);
    show(LoadingState{});
    m_pins.open([self = QPointer<Maintenance>(this)](const auto& isSet) {
        if (!self)
            return;
        if (!isSet)
            return self->show(FaultState{isSet.error()});
        self->askPin(*isSet ? PinState::Purpose::Enter : PinState::Purpose::ChooseNew);
    });
}

void Maintenance::touched()
{
    if (m_isOpen)
        m_idle.start(m_who.empty() ? m_limits.door : m_limits.menu);
}

void Maintenance::setMachineState(const services::MachineState& state)
{
    m_machine = state;
    if (std::holds_alternative<MenuState>(m_state))
        Q_EMIT changed();
}

void Maintenance::askPin(PinState::Purpose purpose, const std::string& code)
{
    const int locked = purpose == PinState::Purpose::Enter ? secondsOf(m_pins.lockedFor()) : 0;
    show(PinState{purpose, code, locked, false});
}

void Maintenance::tick()
{
    const auto* pin = std::get_if<PinState>(&m_state);
    if (pin != nullptr && pin->lockedSeconds > 0)
        return askPin(pin->purpose);
    if (!m_who.empty())
        refreshNumbers();
}

void Maintenance::handle(const Event& event)
{
    if (!m_isOpen || m_isBusy)
        return;
    touched();
    if (event.kind == Event::Kind::Leave)
        return m_tester.running().empty() ? leave("asked") : void();
    if (const auto* pin = std::get_if<PinState>(&m_state))
        handlePin(PinState(*pin), event);
    else if (std::holds_alternative<StaffState>(m_state))
        handleStaff(event);
    else if (const auto* menu = std::get_if<MenuState>(&m_state))
        handleMenu(MenuState(*menu), event);
    else if (const auto* reason = std::get_if<ReasonState>(&m_state))
        handleReason(*reason, event);
    else if (event.kind == Event::Kind::Back)
        leave("asked");
}

void Maintenance::handlePin(const PinState& state, const Event& event)
{
    if (event.kind == Event::Kind::Back && state.purpose == PinState::Purpose::RepeatNew)
        return askPin(PinState::Purpose::ChooseNew);
    if (event.kind == Event::Kind::Back)
        return leave("asked");
    if (event.kind != Event::Kind::Next)
        return;
    base::SecretBytes pin{std::string_view(event.text)};
    show(PinState{state.purpose, {}, 0, true}); // an error that comes again is news: the page empties its boxes
    if (state.purpose != PinState::Purpose::Enter)
        return takeNewPin(state, std::move(pin));
    if (pin.size() < kLeastPinDigits)
        return askPin(state.purpose, code::kPinLength);
    m_isBusy = true;
    m_pins.check(std::move(pin), [self = QPointer<Maintenance>(this)](PinBook::Verdict verdict) {
        if (!self)
            return;
        self->m_isBusy = false;
        switch (verdict)
        {
        case PinBook::Verdict::Right:
            return self->show(StaffState{});
        case PinBook::Verdict::Wrong:
        case PinBook::Verdict::Locked:
            return self->askPin(PinState::Purpose::Enter, code::kPinWrong);
        case PinBook::Verdict::Unavailable:
            return self->show(FaultState{code::kNotRecorded});
        }
    });
}

void Maintenance::takeNewPin(const PinState& state, base::SecretBytes pin)
{
    if (state.purpose == PinState::Purpose::ChooseNew)
    {
        const auto fault = faultOfNewPin(pin.text());
        if (!fault.empty())
            return askPin(state.purpose, std::string(fault));
        m_newPin = std::move(pin);
        return askPin(PinState::Purpose::RepeatNew);
    }
    if (pin.text() != m_newPin.text())
    {
        m_newPin.clear();
        return askPin(PinState::Purpose::ChooseNew, code::kPinsDiffer);
    }
    show(StaffState{});
}

void Maintenance::handleStaff(const Event& event)
{
    if (event.kind == Event::Kind::Back)
        return leave("asked");
    if (event.kind != Event::Kind::Next)
        return;
    const bool isNumber =
        !event.text.empty() && event.text.size() <= kMostStaffDigits &&
        std::all_of(event.text.begin(), event.text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return show(StaffState{code::kStaffNumber});
    m_isBusy = true;
    m_who = event.text;
    if (m_newPin.empty())
        return enter();
    m_pins.setFirst(std::move(m_newPin), m_who, [self = QPointer<Maintenance>(this)](const auto& kept) {
        if (!self)
            return;
        if (kept)
            return self->enter();
        self->m_isBusy = false;
        self->m_who.clear();
        self->show(FaultState{kept.error()});
    });
}

void Maintenance::enter()
{
    const ports::AuditRecord act{{}, m_who, "maintenance.entered", "front", "maintenance"};
    m_parts.records.addAudit(act, [self = QPointer<Maintenance>(this)](const auto& kept) {
        if (!self)
            return;
        self->m_isBusy = false;
        if (!kept)
        {
            self->m_who.clear();
            return self->show(FaultState{code::kNotRecorded});
        }
        self->touched();
        self->show(MenuState{});
        self->refreshNumbers();
    });
}

void Maintenance::leave(const char* how)
{
    m_idle.stop();
    m_tick.stop();
    m_newPin.clear();
    m_isBusy = true;
    if (m_who.empty())
        return Q_EMIT left();
    const ports::AuditRecord act{{}, m_who, "maintenance.left", "maintenance", how};
    m_parts.records.addAudit(act, [self = QPointer<Maintenance>(this)](const auto&) {
        if (self)
            Q_EMIT self->left();
    });
}

} // namespace banshi::app::maintenance
