// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/store.h"
#include "banshi/queue/sync/contract_calls.h"

#include <functional>
#include <set>

namespace banshi::queue::sync
{

/// Where the reconciliation remembers how far both sides agree, over a restart. Threads: called one at a time.
struct ReconciliationMemory
{
    std::function<std::optional<std::string>()> read;
    std::function<bool(const std::string& text)> write; ///< false: it is not on disk
};

/// What one reconciliation found and mended.
struct ReconciliationTally
{
    int acknowledged = 0; ///< the platform had them, their acknowledgement was lost: erased with its receipt
    int resent = 0;       ///< parked without the platform's knowledge: sent again under the same key
    int lost = 0;         ///< acknowledged by the platform and not held by it any more: only a person can help
    bool isWhole = false; ///< the digests differed, so everything was compared from the first number on
};

/// Holds the machine's queue beside the platform's, stretch by stretch from where they last agreed, and mends what
/// differs. When the platform's high-water mark or its digest does not fit the machine's own numbers there is a gap:
/// then the whole epoch is compared. Threads: one at a time; blocks for the contract's deadline per stretch.
class Reconciliation
{
public:
    static constexpr int kStretch = 1000; ///< the contract's most

    /// All references must outlive the object.
    Reconciliation(store::Store& store, ContractCalls& calls, const base::Clock& clock, std::string device,
                   ReconciliationMemory memory);

    /// Compares everything. Done, or what came in between; what was mended until then stays.
    [[nodiscard]] CallOutcome run(ReconciliationTally& tally);
    /// The day (UTC, `YYYYMMDD`) of the last whole run; empty before the first.
    [[nodiscard]] const std::string& lastDay() const { return m_lastDay; }
    [[nodiscard]] std::string today() const;
    /// How many acknowledged items the platform has lost, as far as is known.
    [[nodiscard]] std::size_t lost() const { return m_lost.size(); }

private:
    using Entries = std::vector<store::LedgerEntry>;

    [[nodiscard]] CallOutcome compare(const std::string& epoch, std::int64_t from, ReconciliationTally& tally);
    [[nodiscard]] CallOutcome ask(const std::string& epoch, const Entries& entries, nlohmann::json& answer);
    [[nodiscard]] bool fits(const std::string& epoch, const nlohmann::json& answer) const;
    [[nodiscard]] bool mend(const Entries& entries, const nlohmann::json& answer, ReconciliationTally& tally);
    [[nodiscard]] bool take(const store::LedgerEntry& entry, const std::string& receipt);
    void noteLost(const store::LedgerEntry& entry);
    void restore();
    [[nodiscard]] bool save() const;

    store::Store& m_store;
    ContractCalls& m_calls;
    const base::Clock& m_clock;
    std::string m_device;
    ReconciliationMemory m_memory;
    std::string m_lastDay;
    std::map<std::string, std::int64_t> m_agreed; // by epoch: all numbers up to here have arrived for both
    std::set<std::string> m_lost;                 // keys
};

} // namespace banshi::queue::sync
