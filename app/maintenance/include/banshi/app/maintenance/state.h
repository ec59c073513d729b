// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>

namespace banshi::app::maintenance
{

/// The durable file is being asked.
struct LoadingState
{
};

/// A PIN is wanted.
struct PinState
{
    enum class Purpose
    {
        Enter,
        ChooseNew,
        RepeatNew,
    };
    Purpose purpose = Purpose::Enter;
    std::string code;      ///< what was wrong with the last one
    int lockedSeconds = 0; ///< > 0: no entry until then
    bool checking = false;
};

/// Who is working; every act is recorded under this number.
struct StaffState
{
    std::string code;
};

/// The parts of the menu.
enum class Section
{
    Overview,
    Services,
    Audit,
};

/// The menu itself.
struct MenuState
{
    Section section = Section::Overview;
    std::string code; ///< why the last act was not done
};

/// Why a service is to be switched off.
struct ReasonState
{
    std::string service;
    bool own = false; ///< typed instead of chosen
    std::string chosen;
    std::string code;
};

/// Maintenance cannot be entered.
struct FaultState
{
    std::string code;
};

using State = std::variant<LoadingState, PinState, StaffState, MenuState, ReasonState, FaultState>;

/// What a technician did.
struct Event
{
    enum class Kind
    {
        Next, ///< `text` is what was entered
        Back,
        Leave,
        Section, ///< `text` is `overview`, `services` or `audit`
        Test,    ///< device `target`
        TurnOn,  ///< service `target`
        TurnOff, ///< service `target`
        Choose,  ///< reason `target`
    };
    Kind kind = Kind::Next;
    std::string target;
    std::string text;
};

} // namespace banshi::app::maintenance
