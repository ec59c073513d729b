// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "street_action.h"

#include <QStringList>

namespace banshi::journeys
{

/// A street of three actions that remembers what was done; the printer's always fails.
class FakeStreet
{
public:
    [[nodiscard]] StreetActions actions()
    {
        return {{QStringLiteral("card.place"), QStringLiteral("Card"), QStringLiteral("Lay the card down"),
                 [this] { return done(QStringLiteral("card.place"), true, QStringLiteral("The card lies there.")); }},
                {QStringLiteral("card.lift"), QStringLiteral("Card"), QStringLiteral("Lift the card"),
                 [this] { return done(QStringLiteral("card.lift"), true, QStringLiteral("The card is gone.")); }},
                {QStringLiteral("slip.jam"), QStringLiteral("Printer"), QStringLiteral("Jam the printer"),
                 [this] { return done(QStringLiteral("slip.jam"), false, QStringLiteral("nobody answers")); }}};
    }

    QStringList acts;
    std::function<void()> whileActing; ///< called inside each action

private:
    StreetAnswer done(const QString& id, bool ok, const QString& sentence)
    {
        acts << id;
        if (whileActing)
            whileActing();
        return {ok, sentence};
    }
};

} // namespace banshi::journeys
