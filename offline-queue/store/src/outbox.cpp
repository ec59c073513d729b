// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/outbox.h"

#include "audit_rows.h"
#include "blob_rows.h"
#include "hex.h"
#include "inspect_rows.h"
#include "outbox_insert.h"
#include "room.h"
#include "row_check.h"
#include "row_times.h"

namespace banshi::queue::store
{

namespace
{

std::int64_t monoMillis(const Core& core)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(core.clock().now().time_since_epoch()).count();
}

// Columns of sendable() behind kChainedColumns.
constexpr int kDevice = 15;
constexpr int kTrusted = 16;
constexpr int kMono = 17;
constexpr int kBoot = 18;

// An item that was made while nobody trusted the clock (a dead battery says 1970) ages by the monotonic clock, as long
// as the machine has not been started anew; after that nobody knows, and it is not called late.
bool isLate(const Statement& row, const ChainedRow& columns, const Core& core)
{
    if (!columns.lateAt)
        return false;
    if (row.integer(kTrusted) != 0)
        return *columns.lateAt <= core.nowMillis();
    return row.text(kBoot) == core.bootId() &&
           monoMillis(core) - row.integer(kMono) >= *columns.lateAt - columns.madeAt;
}

OutboundItem readItem(const Statement& row, const CheckedRow& found, const Core& core)
{
    OutboundItem item;
    item.id = found.id;
    item.seq = found.columns.seq;
    item.key = uuidText(found.columns.key);
    item.operation = found.columns.operation;
    item.stream = toHex(found.columns.stream);
    item.suite = static_cast<int>(found.columns.suite);
    item.keyId = found.columns.keyId;
    item.sealed.assign(found.body.begin(), found.body.end());
    item.bodyHmac = toHex(found.columns.bodyHmac);
    item.madeAt = fromMillis(found.columns.madeAt);
    item.late = isLate(row, found.columns, core);
    return item;
}

/// Pending items that head their stream, oldest first.
std::string sendable()
{
    return selectChained(R"sql(, e.device, o.made_trusted, o.made_mono, o.boot
FROM outbox o JOIN epoch e ON e.id = o.epoch
WHERE o.state = 0 AND (length(o.stream) = 0 OR NOT EXISTS(
  SELECT 1 FROM outbox p WHERE p.stream = o.stream AND p.id < o.id AND p.state <> 1 AND length(p.stream) > 0))
ORDER BY o.id)sql");
}

/// What may be sent, and the rows that are not what was accepted any more.
struct Collected
{
    OutboundBatch batch;
    std::vector<std::int64_t> damaged;
};

Collected collect(Connection& database, const Core& core, std::size_t most, std::size_t mostBytes,
                  const std::function<bool(std::int64_t)>& isResting)
{
    Collected found;
    auto& batch = found.batch;
    std::size_t bytes = 0;
    {
        auto rows = database.prepare(sendable());
        while (batch.items.size() < most && rows.step())
        {
            const CheckedRow row = readChained(rows);
            if (isResting(row.id))
                continue;
            if (batch.items.empty())
            {
                batch.device = rows.text(kDevice);
                batch.epoch = row.columns.epoch;
            }
            else if (row.columns.epoch != batch.epoch || bytes + row.body.size() > mostBytes)
                break;
            if (!row.isIntact(linkBefore(database, row.id)))
            {
                found.damaged.push_back(row.id);
                continue;
            }
            bytes += row.body.size();
            batch.items.push_back(readItem(rows, row, core));
        }
    }
    for (const auto& item : batch.items)
        addUnsentBlobs(database, item.id, batch.blobs);
    return found;
}

/// Nothing leaves the machine that is not what was accepted.
void parkDamaged(Connection& database, const std::vector<std::int64_t>& ids, std::int64_t now)
{
    if (ids.empty())
        return;
    inTransaction(database, [&] {
        for (const auto id : ids)
            parkDamagedRow(database, id);
        insertAudit(database, {now, "queue.store.rowsParked", "0", std::to_string(ids.size())});
    });
}

} // namespace

StoreResult<Accepted> Outbox::enqueue(const NewItem& item)
{
    auto sealed = sealItem(m_core, item);
    if (!sealed)
        return tl::unexpected(sealed.error());
    auto accepted =
        m_core.writer().write([&](Connection& database) { return insertItem(m_core, database, item, *sealed); },
                              [this] { m_core.platformKey().prepare(); });
    m_core.platformKey().forgetKeyOf(sealed->sealed.bytes);
    return accepted;
}

StoreResult<OutboundBatch> Outbox::nextBatch(std::size_t most, std::size_t mostBytes,
                                             const std::function<bool(std::int64_t)>& isResting) const
{
    return m_core.writer().read([&](Connection& database) {
        Collected found = collect(database, m_core, most, mostBytes, isResting);
        parkDamaged(database, found.damaged, m_core.nowMillis());
        return std::move(found.batch);
    });
}

StoreResult<void> Outbox::settle(std::span<const Settlement> settlements)
{
    auto erased = m_core.writer().drain([&](Connection& database) {
        std::vector<std::string> unneeded;
        bool hasArrival = false;
        for (const auto& settlement : settlements)
        {
            if (settlement.isParked)
            {
                database
                    .prepare("UPDATE outbox SET state = 2, settled_at = ?2, code = ?3 "
                             "WHERE id = ?1 AND state = 0")
                    .with(settlement.id, m_core.nowMillis(), settlement.code)
                    .run();
                continue;
            }
            database
                .prepare("UPDATE outbox SET state = 1, body = NULL, settled_at = ?2, "
                         "receipt = ?3, code = ?4 "
                         "WHERE id = ?1 AND state <> 1")
                .with(settlement.id, m_core.nowMillis(), settlement.receipt, settlement.code)
                .run();
            retireBlobsOf(database, settlement.id, unneeded);
            hasArrival = true;
        }
        if (hasArrival)
            noteArrival(database, m_core.nowMillis());
        return unneeded;
    });
    if (!erased)
        return tl::unexpected(erased.error());
    return removeRetiredFiles(m_core, *erased);
}

StoreResult<QueueCounts> Outbox::counts() const
{
    return m_core.writer().read([](Connection& database) { return countRows(database); });
}

} // namespace banshi::queue::store
