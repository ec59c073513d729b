// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/machine_records.h"
#include "later.h"

#include <map>

namespace banshi::app::fakes
{

/// The gateway's records in memory; like the durable file they outlive what uses them. Can refuse to read or to write.
class FakeMachineRecords : public ports::MachineRecords
{
public:
    explicit FakeMachineRecords(const base::Clock& clock) : m_clock(clock) {}

    bool refusesReads = false;
    bool refusesWrites = false;
    ports::MachineHealth machineHealth;
    std::map<std::string, nlohmann::json> settings;
    std::vector<ports::AuditRecord> acts; ///< oldest first

    void readSetting(const std::string& key,
                     std::function<void(ports::Recorded<std::optional<nlohmann::json>>)> done) override
    {
        later([this, key, done = std::move(done)] {
            if (refusesReads)
                return done(tl::unexpected(std::string("queue.client.unreachable")));
            const auto found = settings.find(key);
            done(found == settings.end() ? std::optional<nlohmann::json>() : std::optional(found->second));
        });
    }
    void writeSetting(const std::string& key, nlohmann::json value, const std::string& who, const std::string&,
                      Kept done) override
    {
        later([this, key, value = std::move(value), who, done = std::move(done)] {
            if (refusesWrites)
                return done(tl::unexpected(std::string("gateway.storeFailed")));
            const bool isSecret = key.starts_with("secret.");
            const auto found = settings.find(key);
            const nlohmann::json before = found == settings.end() ? nlohmann::json()
                                          : isSecret              ? nlohmann::json("set")
                                                                  : found->second;
            acts.push_back(
                {m_clock.wall().utc, who, "setting." + key, before, isSecret ? nlohmann::json("set") : value});
            settings[key] = value;
            done({});
        });
    }
    void addAudit(const ports::AuditRecord& act, Kept done) override
    {
        later([this, act = ports::AuditRecord(act), done = std::move(done)]() mutable {
            if (refusesWrites)
                return done(tl::unexpected(std::string("gateway.storeFailed")));
            act.at = m_clock.wall().utc;
            acts.push_back(act);
            done({});
        });
    }
    void listAudit(int most, std::function<void(ports::Recorded<std::vector<ports::AuditRecord>>)> done) override
    {
        later([this, most, done = std::move(done)] {
            if (refusesReads)
                return done(tl::unexpected(std::string("queue.client.unreachable")));
            std::vector<ports::AuditRecord> newest(acts.rbegin(), acts.rend());
            if (newest.size() > static_cast<std::size_t>(most))
                newest.resize(static_cast<std::size_t>(most));
            done(newest);
        });
    }
    void readHealth(std::function<void(ports::Recorded<ports::MachineHealth>)> done) override
    {
        later([this, done = std::move(done)] {
            if (refusesReads)
                done(tl::unexpected(std::string("queue.client.unreachable")));
            else
                done(machineHealth);
        });
    }

    /// The newest act of that code; an empty one when there is none.
    [[nodiscard]] ports::AuditRecord last(const std::string& what) const
    {
        for (auto it = acts.rbegin(); it != acts.rend(); ++it)
            if (it->what == what)
                return *it;
        return {};
    }
    /// All that stands in the audit table, as one text.
    [[nodiscard]] std::string auditText() const
    {
        std::string all;
        for (const auto& act : acts)
            all += act.who + ' ' + act.what + ' ' + act.before.dump() + ' ' + act.after.dump() + '\n';
        return all;
    }

private:
    const base::Clock& m_clock;
};

} // namespace banshi::app::fakes
