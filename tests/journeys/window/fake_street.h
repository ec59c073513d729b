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
                 doing(QStringLiteral("card.place"), true, QStringLiteral("The card lies there."))},
                {QStringLiteral("card.lift"), QStringLiteral("Card"), QStringLiteral("Lift the card"),
                 doing(QStringLiteral("card.lift"), true, QStringLiteral("The card is gone."))},
                {QStringLiteral("slip.jam"), QStringLiteral("Printer"), QStringLiteral("Jam the printer"),
                 doing(QStringLiteral("slip.jam"), false, QStringLiteral("nobody answers"))}};
    }

    QStringList acts;
    bool isSlow = false;                        ///< answers wait until somebody calls them
    std::vector<std::function<void()>> answers; ///< those of a slow street, in the order of its acts

private:
    std::function<void(const StreetTold&)> doing(const QString& id, bool ok, const QString& sentence)
    {
        return [this, id, ok, sentence](const StreetTold& told) {
            acts << id;
            const auto answer = [told, ok, sentence] { told({ok, sentence}); };
            if (isSlow)
                answers.emplace_back(answer);
            else
                answer();
        };
    }
};

} // namespace banshi::journeys
