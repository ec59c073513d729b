// SPDX-License-Identifier: GPL-3.0-or-later
// The menu: device tests, switches, numbers.
#include "banshi/app/maintenance/codes.h"
#include "banshi/app/maintenance/maintenance.h"

#include <QPointer>
#include <algorithm>

namespace banshi::app::maintenance
{

namespace
{

constexpr int kShownActs = 100;
const char* const kOwnReason = "own";

Section sectionOf(const std::string& name)
{
    return name == "services" ? Section::Services : name == "audit" ? Section::Audit : Section::Overview;
}

bool isBlank(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' '; });
}

} // namespace

void Maintenance::handleMenu(const MenuState& state, const Event& event)
{
    switch (event.kind)
    {
    case Event::Kind::Section:
        show(MenuState{sectionOf(event.text), {}});
        return refreshNumbers();
    case Event::Kind::Test:
        return m_tester.test(event.target, m_who);
    case Event::Kind::TurnOff:
        if (m_parts.catalogue->find(event.target))
            show(ReasonState{event.target, false, {}, {}});
        return;
    case Event::Kind::TurnOn:
        m_isBusy = true;
        return m_switches.turnOn(event.target, m_who, [self = QPointer<Maintenance>(this)](const auto& kept) {
            if (self)
                self->afterSwitch(kept);
        });
    case Event::Kind::Back:
        if (state.section != Section::Overview)
            show(MenuState{});
        return;
    case Event::Kind::Next:
    case Event::Kind::Leave:
    case Event::Kind::Choose:
        return;
    }
}

void Maintenance::handleReason(ReasonState state, const Event& event)
{
    if (event.kind == Event::Kind::Back)
        return state.own ? show(ReasonState{state.service, false, {}, {}}) : show(MenuState{Section::Services, {}});
    if (event.kind == Event::Kind::Choose)
    {
        state.chosen = event.target;
        state.code.clear();
        return show(std::move(state));
    }
    if (event.kind != Event::Kind::Next)
        return;
    if (state.own && !isBlank(event.text))
        return turnOff(state.service, {event.text, event.text});
    if (!state.own && state.chosen == kOwnReason)
        return show(ReasonState{state.service, true, {}, {}});
    for (const auto& reason : usualReasons())
        if (!state.own && reason.id == state.chosen)
            return turnOff(state.service, reason.words);
    state.code = code::kReasonMissing;
    show(std::move(state));
}

void Maintenance::turnOff(const std::string& service, const services::Text& reason)
{
    m_isBusy = true;
    m_switches.turnOff(service, reason, m_who, [self = QPointer<Maintenance>(this)](const auto& kept) {
        if (self)
            self->afterSwitch(kept);
    });
}

void Maintenance::afterSwitch(const ports::Recorded<void>& kept)
{
    m_isBusy = false;
    show(MenuState{Section::Services, kept ? std::string() : code::kNotRecorded});
    refreshNumbers();
}

void Maintenance::refreshNumbers()
{
    if (m_who.empty())
        return;
    const QPointer<Maintenance> self(this);
    m_parts.records.readHealth([this, self](auto health) {
        if (!self)
            return;
        m_health = health ? std::optional(std::move(*health)) : std::nullopt;
        Q_EMIT changed();
    });
    m_switches.read([this, self](auto off) {
        if (self && off && *off != m_switchedOff)
        {
            m_switchedOff = std::move(*off);
            Q_EMIT changed();
        }
    });
    const auto* menu = std::get_if<MenuState>(&m_state);
    if (menu == nullptr || menu->section != Section::Audit)
        return;
    m_parts.records.listAudit(kShownActs, [this, self](auto acts) {
        if (!self || !acts)
            return;
        m_audit = std::move(*acts);
        Q_EMIT changed();
    });
}

} // namespace banshi::app::maintenance
