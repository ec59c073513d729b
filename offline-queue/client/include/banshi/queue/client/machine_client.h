// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/client/gateway_client.h"

#include <vector>

namespace banshi::queue::client
{

/// How queue, line, disk and clock stand.
struct Health
{
    bool isOk = false;
    bool isUpstreamReachable = false;
    base::UtcTime upstreamSince;                   ///< since when it is (un)reachable
    std::optional<base::UtcTime> lastContact;      ///< when the platform last answered
    std::optional<base::UtcTime> certificateUntil; ///< end of the machine's own certificate
    std::string lastProblem;                       ///< a dotted code or a text for technicians
    std::int64_t pending = 0;
    std::int64_t parked = 0; ///< refused by the platform, waiting for a person
    std::chrono::seconds oldest{0};
    bool isAccepting = false; ///< whether durable requests are taken
    std::int64_t freeBytes = 0;
    std::int64_t usedBytes = 0; ///< of the durable file's budget
    std::int64_t budgetBytes = 0;
    bool isClockTrusted = false;
    std::chrono::milliseconds clockOffset{0}; ///< platform minus machine
};

/// One act of a technician.
struct AuditEntry
{
    std::int64_t seq = 0; ///< set by the gateway
    base::UtcTime at;     ///< set by the gateway
    std::string who;
    std::string what; ///< a dotted code
    nlohmann::json before;
    nlohmann::json after;
};

using HealthCallback = std::function<void(base::Result<Health, ClientError>)>;
/// The value of a setting; nothing when it was never set.
using SettingCallback = std::function<void(base::Result<std::optional<nlohmann::json>, ClientError>)>;
using AuditCallback = std::function<void(base::Result<std::vector<AuditEntry>, ClientError>)>;

/// The machine's own affairs in the gateway: health, settings, audit. No personal data in any of them.
/// Errors: ClientError. Threads: as GatewayClient.
class MachineClient
{
public:
    /// `gateway` must outlive the machine client.
    explicit MachineClient(GatewayClient& gateway) : m_gateway(gateway) {}

    RequestId health(HealthCallback done);
    /// `key` is letters, digits, `.`, `_`, `-`.
    RequestId setting(const std::string& key, SettingCallback done);
    /// Changes a setting; who, why, before and after are audited in the same transaction (of keys that begin with
    /// `secret.` no values).
    RequestId changeSetting(const std::string& key, nlohmann::json value, const std::string& who,
                            const std::string& reason, std::function<void(base::Result<void, ClientError>)> done);
    /// The newest entries, newest first; `limit` 1 to 500.
    RequestId audit(int limit, AuditCallback done);
    /// Records an act that is not a setting; ignores `seq` and `at`.
    RequestId addAudit(const AuditEntry& entry, std::function<void(base::Result<void, ClientError>)> done);
    void cancel(RequestId id) { m_gateway.cancel(id); }

private:
    GatewayClient& m_gateway;
};

} // namespace banshi::queue::client
