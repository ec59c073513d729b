// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/journal.h"
#include "later.h"

#include <map>

namespace banshi::app::fakes
{

/// A durable file in memory that can refuse each operation.
class FakeJournal : public ports::Journal
{
public:
    bool refusesOpen = false;
    bool refusesNote = false;
    bool refusesClose = false;
    bool unreachable = false;

    std::vector<ports::Intent> openIntents;
    std::map<std::string, ports::IntentOutcome> outcomes; ///< by intent id
    std::vector<ports::Intent> history;                   ///< every promise ever opened

    void open(const ports::Intent& intent, Kept done) override
    {
        if (!refusesOpen)
        {
            openIntents.push_back(intent);
            history.push_back(intent);
        }
        later([kept = !refusesOpen, done = std::move(done)] { done(kept); });
    }
    void note(const std::string& id, nlohmann::json data, Kept done) override
    {
        if (!refusesNote)
            for (auto& intent : openIntents)
                if (intent.id == id)
                    intent.data.update(data);
        later([kept = !refusesNote, done = std::move(done)] { done(kept); });
    }
    void close(const std::string& id, ports::IntentOutcome outcome, nlohmann::json, Kept done) override
    {
        if (!refusesClose)
        {
            outcomes[id] = outcome;
            std::erase_if(openIntents, [&](const auto& intent) { return intent.id == id; });
        }
        later([kept = !refusesClose, done = std::move(done)] { done(kept); });
    }
    void listOpen(std::function<void(std::optional<std::vector<ports::Intent>>)> done) override
    {
        later([this, done = std::move(done)] {
            if (unreachable)
                done(std::nullopt);
            else
                done(openIntents);
        });
    }
    /// Outcome of the only promise of that kind; nothing while it is open.
    [[nodiscard]] std::optional<ports::IntentOutcome> outcomeOf(ports::IntentKind kind) const
    {
        for (const auto& intent : history)
            if (const auto found = outcomes.find(intent.id); intent.kind == kind && found != outcomes.end())
                return found->second;
        return std::nullopt;
    }
};

} // namespace banshi::app::fakes
