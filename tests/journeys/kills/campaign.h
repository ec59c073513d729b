// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journeys.h"
#include "kill_plan.h"
#include "ledger.h"

#include <map>
#include <optional>

namespace banshi::journeys
{

/// Walks, kills, lets the machine recover and weighs. Threads: one with an event loop; blocks while it walks.
class Campaign
{
public:
    /// `outFolder` takes what a walk writes; `world` has been started and nobody has walked in it.
    Campaign(World& world, QString outFolder, Trouble trouble);

    /// One walk with its kill; true when nothing is wrong afterwards. Prints one line, and one for each fault.
    bool run(const KillPlan& plan, int number);
    /// One walk that nobody disturbs: on how many pages the resident arrives (one that stays counts once); nothing
    /// when it does not reach its end.
    [[nodiscard]] std::optional<int> pagesOf(const QString& journey);
    /// Journeys that reached their end, but never with as many touches as their plan counts: their end is not hit. A
    /// walk that meets trouble may have more.
    [[nodiscard]] QStringList miscounted() const;

private:
    [[nodiscard]] Walk walk(const KillPlan& plan, int number);
    [[nodiscard]] bool isSlipPromised();
    [[nodiscard]] QStringList settle(const Walk& walk);
    void noteMessage();
    bool backToFront();
    void passTime(int seconds);
    [[nodiscard]] bool isPaperAtRest();

    World& m_world;
    QString m_out;
    Trouble m_trouble;
    nlohmann::json m_sentences;             ///< the table from which the machine takes what it says
    std::vector<nlohmann::json> m_messages; ///< pages of trouble from where the resident gave up to the front page
    Evidence m_stands;                      ///< after the walk before
    std::map<QString, bool> m_isCountRight; ///< of each journey that reached its end
    bool m_isPulled = false;
};

} // namespace banshi::journeys
