// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/sessions.h"
#include "banshi/city/water_accounts.h"

namespace banshi::city
{

/// A question that was answered; quotes and papers refer to it.
struct Query
{
    std::string id;
    std::string item;
    std::string device;
    nlohmann::json params;
    Subject subject; ///< empty for registers that ask for no identity
    Month asked;     ///< the month in which it was asked
};

/// The departments' registers. Threads: the caller's lock.
class Queries
{
public:
    Queries(const base::Clock& clock, Sessions& sessions, const WaterAccounts& water)
        : m_clock(clock), m_sessions(sessions), m_water(water)
    {
    }

    void addHandlers(Handlers& handlers);
    /// An earlier query of this device and item; null when there is none.
    [[nodiscard]] const Query* find(const std::string& id, const std::string& item, const std::string& device) const;

private:
    [[nodiscard]] Response ask(const Call& call);
    [[nodiscard]] OrProblem<nlohmann::json> rows(const Query& query) const;

    const base::Clock& m_clock;
    Sessions& m_sessions;
    const WaterAccounts& m_water;
    std::map<std::string, Query> m_queries;
};

} // namespace banshi::city
