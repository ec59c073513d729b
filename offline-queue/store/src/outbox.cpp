// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/outbox.h"

#include "blob_rows.h"
#include "hex.h"
#include "outbox_insert.h"

namespace banshi::queue::store
{

namespace
{

base::UtcTime fromMillis(std::int64_t millis)
{
    return base::UtcTime(std::chrono::milliseconds(millis));
}

std::int64_t monoMillis(const Core& core)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(core.clock().now().time_since_epoch()).count();
}

// An item that was made while nobody trusted the clock (a dead battery says 1970) ages by the monotonic clock, as long
// as the machine has not been started anew; after that nobody knows, and it is not called late.
bool isLate(const Statement& row, const Core& core)
{
    if (row.isNull(11))
        return false;
    if (row.integer(12) != 0)
        return row.integer(11) <= core.nowMillis();
    const std::int64_t timeToLive = row.integer(11) - row.integer(10);
    return row.text(14) == core.bootId() && monoMillis(core) - row.integer(13) >= timeToLive;
}

OutboundItem readItem(const Statement& row, const Core& core)
{
    OutboundItem item;
    item.id = row.integer(0);
    item.seq = row.integer(3);
    item.key = uuidText(row.blob(4));
    item.operation = row.text(5);
    item.suite = static_cast<int>(row.integer(6));
    item.keyId = row.text(7);
    item.sealed.assign(row.blob(8).begin(), row.blob(8).end());
    item.bodyHmac = toHex(row.blob(9));
    item.madeAt = fromMillis(row.integer(10));
    item.late = isLate(row, core);
    return item;
}

/// Pending items that head their stream, oldest first.
constexpr const char* kSendable = R"sql(
SELECT o.id, e.device, e.name, o.seq, o.key, o.operation, o.suite, o.key_id, o.body, o.body_hmac, o.made_at, o.late_at,
  o.made_trusted, o.made_mono, o.boot
FROM outbox o JOIN epoch e ON e.id = o.epoch
WHERE o.state = 0 AND (length(o.stream) = 0 OR NOT EXISTS(
  SELECT 1 FROM outbox p WHERE p.stream = o.stream AND p.id < o.id AND p.state <> 1 AND length(p.stream) > 0))
ORDER BY o.id)sql";

OutboundBatch collect(Connection& database, const Core& core, std::size_t most, std::size_t mostBytes,
                      const std::function<bool(std::int64_t)>& isResting)
{
    OutboundBatch batch;
    std::size_t bytes = 0;
    {
        auto rows = database.prepare(kSendable);
        while (batch.items.size() < most && rows.step())
        {
            if (isResting(rows.integer(0)))
                continue;
            if (batch.items.empty())
            {
                batch.device = rows.text(1);
                batch.epoch = rows.text(2);
            }
            else if (rows.text(2) != batch.epoch || bytes + rows.blob(8).size() > mostBytes)
                break;
            bytes += rows.blob(8).size();
            batch.items.push_back(readItem(rows, core));
        }
    }
    for (const auto& item : batch.items)
        addUnsentBlobs(database, item.id, batch.blobs);
    return batch;
}

} // namespace

StoreResult<Accepted> Outbox::enqueue(const NewItem& item)
{
    auto sealed = sealItem(m_core, item);
    if (!sealed)
        return tl::unexpected(sealed.error());
    return m_core.writer().write([&](Connection& database) { return insertItem(m_core, database, item, *sealed); });
}

StoreResult<OutboundBatch> Outbox::nextBatch(std::size_t most, std::size_t mostBytes,
                                             const std::function<bool(std::int64_t)>& isResting) const
{
    return m_core.writer().read(
        [&](Connection& database) { return collect(database, m_core, most, mostBytes, isResting); });
}

StoreResult<void> Outbox::settle(std::span<const Settlement> settlements)
{
    auto erased = m_core.writer().write([&](Connection& database) {
        std::vector<std::string> unneeded;
        for (const auto& settlement : settlements)
        {
            if (settlement.isParked)
            {
                database.prepare("UPDATE outbox SET state = 2, settled_at = ?2, code = ?3 WHERE id = ?1 AND state = 0")
                    .with(settlement.id, m_core.nowMillis(), settlement.code)
                    .run();
                continue;
            }
            database
                .prepare("UPDATE outbox SET state = 1, body = NULL, settled_at = ?2, receipt = ?3, code = '' "
                         "WHERE id = ?1 AND state <> 1")
                .with(settlement.id, m_core.nowMillis(), settlement.receipt)
                .run();
            retireBlobsOf(database, settlement.id, unneeded);
        }
        return unneeded;
    });
    if (!erased)
        return tl::unexpected(erased.error());
    return removeRetiredFiles(m_core, *erased);
}

StoreResult<QueueCounts> Outbox::counts() const
{
    return m_core.writer().read([](Connection& database) {
        QueueCounts counts;
        counts.pending = database.number("SELECT count(*) FROM outbox WHERE state = 0");
        counts.parked = database.number("SELECT count(*) FROM outbox WHERE state = 2");
        if (counts.pending > 0)
            counts.oldest =
                fromMillis(database.number("SELECT made_at FROM outbox WHERE state = 0 ORDER BY id LIMIT 1"));
        return counts;
    });
}

} // namespace banshi::queue::store
