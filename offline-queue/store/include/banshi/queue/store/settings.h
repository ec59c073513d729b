// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

namespace banshi::queue::store
{

class Core;

/// An act of a technician or a process. Values are JSON texts without personal data.
struct AuditEntry
{
    std::int64_t id = 0;
    base::UtcTime at;
    std::string who;
    std::string what;
    std::string before;
    std::string after;
    std::string reason;
};

/// Settings of the machine, and who changed what. Threads: any.
class Settings
{
public:
    /// Values of settings whose names begin so stay out of the audit table; there stands `"set"`.
    static constexpr const char* kSecretPrefix = "secret.";

    explicit Settings(Core& core) : m_core(core) {}

    /// JSON text; nothing when it was never set. Errors: as the file's state.
    [[nodiscard]] StoreResult<std::optional<std::string>> get(const std::string& name) const;
    /// Changes a setting and writes the audit entry in the same transaction. Errors: as the file's state.
    [[nodiscard]] StoreResult<void> put(const std::string& name, const std::string& value, const std::string& who,
                                        const std::string& reason);

    /// Keeps what the machine has measured or learned by itself, with an HMAC under the machine key: no audit entry, as
    /// nobody decided it. Errors: as the file's state.
    [[nodiscard]] StoreResult<void> keep(const std::string& name, const std::string& value);
    /// What keep() has kept and put() has not changed since: a flipped bit in a time or a number would be believed.
    /// Nothing when it was never kept or is `null`, and, with an audit entry, when it does not fit its HMAC. Errors: as
    /// the file's state.
    [[nodiscard]] StoreResult<std::optional<std::string>> kept(const std::string& name);

    /// Records an act; `id` and `at` are filled in. Returns the entry's number. Errors: as the file's state.
    [[nodiscard]] StoreResult<std::int64_t> audit(const AuditEntry& entry);
    /// The newest acts, newest first. Errors: as the file's state.
    [[nodiscard]] StoreResult<std::vector<AuditEntry>> newestAudit(int most) const;

private:
    Core& m_core;
};

} // namespace banshi::queue::store
