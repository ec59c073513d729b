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
    /// `outFolder` takes what a walk writes; `world` has been started and nobody has walked in it.
    Campaign(World& world, QString outFolder) : m_world(world), m_out(std::move(outFolder)), m_stands(gather(world)) {}

    /// One walk with its kill; true when nothing is wrong afterwards. Prints one line, and one for each fault.
    bool run(std::uint64_t seed, int number);

private:
    [[nodiscard]] Walk walk(const KillPlan& plan, int number);
    [[nodiscard]] bool isSlipPromised();
    [[nodiscard]] QStringList settle(const Walk& walk);
    bool backToFront();
    [[nodiscard]] bool isPaperAtRest();

    World& m_world;
    QString m_out;
    Evidence m_stands; ///< after the walk before
    bool m_isPlanRight = true;
};

} // namespace banshi::journeys
