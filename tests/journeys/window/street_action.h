// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

namespace banshi::journeys
{

/// What came of something that a person did on the street.
struct StreetAnswer
{
    bool ok = false;
    QString sentence; ///< for the person who plays: what is so now, or why nothing came of it
};

/// One thing that a person can do on the street. The window and the menu offer the same list.
struct StreetAction
{
    QString id;                        ///< unique, for tests and for the menu: `card.first`
    QString group;                     ///< heading under which it stands
    QString label;                     ///< what the button says
    std::function<StreetAnswer()> act; ///< does it; called in the thread of the window or menu
};

using StreetActions = std::vector<StreetAction>;

} // namespace banshi::journeys
