// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "street_action.h"

namespace banshi::journeys
{

/// The street as a numbered list for a terminal. Threads: one.
class StreetMenu
{
public:
    explicit StreetMenu(StreetActions actions) : m_actions(std::move(actions)) {}

    /// The whole list under its headings, numbered from 1.
    [[nodiscard]] QString text() const;
    /// Does what a line asks for, a number of the list or an action's id, and tells what came of it, at once or later;
    /// any other line does nothing and is answered with a sentence that says so.
    void obey(const QString& line, const StreetTold& told) const;

private:
    [[nodiscard]] const StreetAction* find(const QString& line) const;

    StreetActions m_actions;
};

} // namespace banshi::journeys
