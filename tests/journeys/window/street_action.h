// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <utility>
#include <vector>

namespace banshi::journeys
{

/// A sentence for the person who plays, in English; `%1` in it stands for `about`, which is the same in every language.
struct StreetSentence
{
    /// Not explicit: a text is a sentence.
    StreetSentence(QString words = {}, QString part = {}) : english(std::move(words)), about(std::move(part)) {}

    /// The whole sentence.
    [[nodiscard]] QString text() const { return about.isEmpty() ? english : english.arg(about); }

    QString english;
    QString about;
};

/// What came of something that a person did on the street.
struct StreetAnswer
{
    bool ok = false;
    StreetSentence sentence; ///< what is so now, or why nothing came of it
};

/// Takes what came of it.
using StreetTold = std::function<void(const StreetAnswer&)>;

/// One thing that a person can do on the street. The window and the menu offer the same list.
struct StreetAction
{
    QString id;           ///< unique, for tests and for the menu: `card.first`
    QString group;        ///< heading under which it stands, in English
    StreetSentence label; ///< what the button says
    /// Begins it and never waits; called in the thread of the window or menu, where the answer is told once, at once or
    /// later, and never after the list is gone.
    std::function<void(const StreetTold&)> act;
};

using StreetActions = std::vector<StreetAction>;

} // namespace banshi::journeys
