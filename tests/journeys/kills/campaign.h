// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"
#include "kill_plan.h"
#include "ledger.h"

namespace banshi::journeys
{

/// Walks, kills, lets the machine recover and weighs. Threads: one with an event loop; blocks while it walks.
class Campaign
{
public:
    /// `outFolder` takes what a walk writes; `world` has been started.
    Campaign(World& world, QString outFolder) : m_world(world), m_out(std::move(outFolder)) {}

    /// One walk with its kill; true when nothing is wrong afterwards. Prints one line, and one for each fault.
    bool run(std::uint64_t seed, int number);

private:
    void walk(const KillPlan& plan, int number);
    [[nodiscard]] QStringList settle();
    bool backToFront();

    World& m_world;
    QString m_out;
    Ledger m_ledger;
};

} // namespace banshi::journeys
