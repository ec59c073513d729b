// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <functional>

namespace banshi::queue::store
{

class Core;

/// What may be told of an item: nothing that says whose it is. Threads: plain value.
struct ItemSummary
{
    std::int64_t id = 0;
    std::string localNumber;
    std::string key;
    std::string operation;
    std::string state;      ///< `pending`, `acknowledged`, `parked`
    bool isOrdered = false; ///< it stays in order with others
    int suite = 0;
    std::string keyId;
    std::int64_t sealedBytes = 0; ///< 0 once erased
    int pictures = 0;
    base::UtcTime madeAt;
    bool isMadeAtTrusted = false;
    std::optional<base::UtcTime> lateAt;
    std::optional<base::UtcTime> settledAt;
    std::string receipt;
    std::string code;
    bool isIntact = false; ///< body and columns fit their hashes
};

/// The whole queue in numbers.
struct QueueStats
{
    QueueCounts counts;
    std::int64_t acknowledged = 0;
    std::int64_t pictures = 0; ///< on disk
    std::int64_t pictureBytes = 0;
    std::int64_t openIntents = 0;
    std::int64_t fileBytes = 0;
    std::int64_t format = 0;
    std::string device;
    std::string epoch; ///< the current one
};

/// What holding everything against its hashes gave.
struct VerifyReport
{
    std::int64_t items = 0;
    std::vector<std::int64_t> damagedItems; ///< ids
    std::int64_t pictures = 0;
    std::vector<std::string> damagedPictures; ///< SHA-256 (hex) of missing or changed ones
    std::string structure;                    ///< what SQLite says: `ok` or its first finding
    [[nodiscard]] bool isClean() const { return damagedItems.empty() && damagedPictures.empty() && structure == "ok"; }
};

/// One number of an epoch, as a reconciliation tells it. Threads: plain value.
struct LedgerEntry
{
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::string key;
    std::string state; ///< `pending`, `acknowledged`, `parked`
    std::string code;  ///< why it is parked
};

/// Which items to list: of one state or all, from one id on.
struct ListQuery
{
    std::string state; ///< empty for all
    std::int64_t afterId = 0;
    int most = 100;
};

/// Gets the unsent part of a queue, pictures before the items that refer to them. False ends the export.
struct ExportSink
{
    std::function<bool(const std::string& sha256, const SealedBlob& blob)> picture;
    std::function<bool(const OutboundBatch& batch)> batch;
};

/// What technicians and support ask of a queue, and the few things that they may do. Errors of all: as the file's
/// state. Threads: any.
class Inspection
{
public:
    explicit Inspection(Core& core) : m_core(core) {}

    [[nodiscard]] StoreResult<QueueStats> stats() const;
    [[nodiscard]] StoreResult<std::vector<ItemSummary>> list(const ListQuery& query) const;
    /// Names of the epochs of the machine's present id that have numbers, oldest first.
    [[nodiscard]] StoreResult<std::vector<std::string>> epochs() const;
    /// The numbers of an epoch from `fromSeq` on, in their order, at most `most`.
    [[nodiscard]] StoreResult<std::vector<LedgerEntry>> ledger(const std::string& epoch, std::int64_t fromSeq,
                                                               int most) const;
    /// Whether something is pending that was accepted before the machine was last started: the power has been away, and
    /// perhaps that of many machines. Errors: as the file's state.
    [[nodiscard]] StoreResult<bool> isBacklogOfAnEarlierBoot() const;
    /// By id, Idempotency-Key or local number. Errors: ItemUnknown, ….
    [[nodiscard]] StoreResult<ItemSummary> show(const std::string& name) const;
    /// Reads everything; other work waits meanwhile. Errors: as the file's state.
    [[nodiscard]] StoreResult<VerifyReport> verify() const;
    /// Hands out what has not arrived, parked items too: sealed as it is. Returns how many items. Errors: as the file's
    /// state.
    [[nodiscard]] StoreResult<std::int64_t> exportUnsent(const ExportSink& sink) const;

    /// Holds a pending item back. Errors: ItemUnknown, Invalid (not pending), ….
    [[nodiscard]] StoreResult<void> park(const std::string& name, const std::string& who);
    /// Lets a parked item be sent again. Errors: ItemUnknown, Invalid (not parked, or its row is damaged), ….
    [[nodiscard]] StoreResult<void> retry(const std::string& name, const std::string& who);

private:
    Core& m_core;
};

} // namespace banshi::queue::store
