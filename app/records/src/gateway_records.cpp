// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/records/gateway_records.h"

namespace banshi::app::records
{

using namespace queue::client;

namespace
{

template <class T>
ports::Recorded<T> recorded(base::Result<T, ClientError> answer)
{
    return std::move(answer).map_error([](const ClientError& error) { return error.dottedCode(); });
}

ports::MachineHealth healthOf(const Health& from)
{
    ports::MachineHealth health;
    health.reachable = from.isUpstreamReachable;
    health.since = from.upstreamSince;
    health.lastContact = from.lastContact;
    health.lastProblem = from.lastProblem;
    health.certificateUntil = from.certificateUntil;
    health.pending = from.pending;
    health.parked = from.parked;
    health.oldest = from.oldest;
    health.accepting = from.isAccepting;
    health.usedBytes = from.usedBytes;
    health.budgetBytes = from.budgetBytes;
    health.freeBytes = from.freeBytes;
    health.clockTrusted = from.isClockTrusted;
    health.clockOffset = from.clockOffset;
    return health;
}

} // namespace

void GatewayRecords::readSetting(const std::string& key,
                                 std::function<void(ports::Recorded<std::optional<nlohmann::json>>)> done)
{
    m_machine.setting(key, [done = std::move(done)](auto value) { done(recorded(std::move(value))); });
}

void GatewayRecords::writeSetting(const std::string& key, nlohmann::json value, const std::string& who,
                                  const std::string& reason, Kept done)
{
    m_machine.changeSetting(key, std::move(value), who, reason,
                            [done = std::move(done)](auto kept) { done(recorded(std::move(kept))); });
}

void GatewayRecords::addAudit(const ports::AuditRecord& act, Kept done)
{
    m_machine.addAudit({0, {}, act.who, act.what, act.before, act.after},
                       [done = std::move(done)](auto kept) { done(recorded(std::move(kept))); });
}

void GatewayRecords::listAudit(int most, std::function<void(ports::Recorded<std::vector<ports::AuditRecord>>)> done)
{
    m_machine.audit(most, [done = std::move(done)](auto entries) {
        done(recorded(std::move(entries)).map([](std::vector<AuditEntry> found) {
            std::vector<ports::AuditRecord> acts;
            for (auto& entry : found)
                acts.push_back({entry.at, entry.who, entry.what, std::move(entry.before), std::move(entry.after)});
            return acts;
        }));
    });
}

void GatewayRecords::readHealth(std::function<void(ports::Recorded<ports::MachineHealth>)> done)
{
    m_machine.health([done = std::move(done)](auto health) { done(recorded(std::move(health)).map(&healthOf)); });
}

} // namespace banshi::app::records
