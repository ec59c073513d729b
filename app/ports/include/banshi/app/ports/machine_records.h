// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::app::ports
{

/// How queue, line, disk and clock of the machine stand.
struct MachineHealth
{
    bool reachable = false;
    base::UtcTime since;                           ///< since when the platform is (un)reachable
    std::optional<base::UtcTime> lastContact;      ///< nothing before the first one
    std::string lastProblem;                       ///< dotted code of the last failure on the line
    std::optional<base::UtcTime> certificateUntil; ///< end of the machine's own certificate, where it can be read
    std::int64_t pending = 0;
    std::int64_t parked = 0; ///< refused by the platform, waiting for a person
    std::chrono::seconds oldest{0};
    bool accepting = false;
    std::int64_t usedBytes = 0;
    std::int64_t budgetBytes = 0;
    std::int64_t freeBytes = 0;
    bool clockTrusted = false;
    std::chrono::milliseconds clockOffset{0}; ///< platform minus machine
};

/// One act in the audit table. No personal data, no secrets.
struct AuditRecord
{
    base::UtcTime at;
    std::string who;
    std::string what; ///< dotted code
    nlohmann::json before;
    nlohmann::json after;
};

/// An answer, or the dotted code of why there is none.
template <class T>
using Recorded = base::Result<T, std::string>;

/// Settings, audit table and health of the machine, kept by its gateway. Every call ends in exactly one call-back; one
/// that says that nothing was kept means that the act must not be done.
/// Threads: the GUI thread; call-backs come there, never from inside the call itself.
class MachineRecords
{
public:
    using Kept = std::function<void(Recorded<void>)>;
    virtual ~MachineRecords() = default;
    /// Nothing when it was never set.
    virtual void readSetting(const std::string& key,
                             std::function<void(Recorded<std::optional<nlohmann::json>>)> done) = 0;
    /// Who, why, before and after go to the audit table in the same transaction; values of keys that begin with
    /// `secret.` stay out of it.
    virtual void writeSetting(const std::string& key, nlohmann::json value, const std::string& who,
                              const std::string& reason, Kept done) = 0;
    /// Records an act that is no setting; `at` is filled in.
    virtual void addAudit(const AuditRecord& act, Kept done) = 0;
    /// The newest acts, newest first; `most` 1 to 500.
    virtual void listAudit(int most, std::function<void(Recorded<std::vector<AuditRecord>>)> done) = 0;
    virtual void readHealth(std::function<void(Recorded<MachineHealth>)> done) = 0;
};

} // namespace banshi::app::ports
