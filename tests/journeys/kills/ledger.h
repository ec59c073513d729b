// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/journeys/world.h"

#include <QStringList>

namespace banshi::journeys
{

/// What people did and what the machine told them, over many walks; held against paper, journal and city.
class Ledger
{
public:
    /// A walk began; what it handed in may arrive, but need not.
    void began(const QString& journey) { ++m_began[journey]; }
    /// The machine said "done" (or "kept") on a walk; it has to be true.
    void confirmed(const QString& journey) { ++m_confirmed[journey]; }
    /// A resident's money moved.
    void paid() { ++m_paid; }

    /// Everything that is wrong now, one sentence each; call when the front page stands and the line is up.
    [[nodiscard]] QStringList faults(World& world) const;

private:
    void weighMoney(const nlohmann::json& city, QStringList& faults) const;
    void weighCounts(const nlohmann::json& city, QStringList& faults) const;

    std::map<QString, int> m_began;
    std::map<QString, int> m_confirmed;
    int m_paid = 0;
};

} // namespace banshi::journeys
