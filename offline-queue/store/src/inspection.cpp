// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/inspection.h"

#include "audit_rows.h"
#include "core.h"
#include "inspect_rows.h"

namespace banshi::queue::store
{

namespace
{

constexpr const char* kByHand = "queue.store.parkedByHand";

/// Moves an item from one state to the other and says so in the audit table, in the writer's transaction.
void move(Connection& database, const ItemSummary& item, const char* from, const AuditLine& line, const char* sql)
{
    if (item.state != from || !item.isIntact)
        throw SqlFault{{StoreCode::Invalid,
                        item.isIntact ? std::string("the item is ") + item.state : "the item's row is damaged",
                        base::Retry::Never}};
    database.prepare(sql).with(item.id, line.at, kByHand).run();
    insertAudit(database, line);
}

} // namespace

StoreResult<QueueStats> Inspection::stats() const
{
    return m_core.writer().read([](Connection& database) { return readStats(database); });
}

StoreResult<std::vector<ItemSummary>> Inspection::list(const ListQuery& query) const
{
    return m_core.writer().read([&](Connection& database) { return listItems(database, query); });
}

StoreResult<bool> Inspection::isBacklogOfAnEarlierBoot() const
{
    return m_core.writer().read([&](Connection& database) {
        auto oldest = database.prepare("SELECT boot FROM outbox WHERE state = 0 ORDER BY id LIMIT 1");
        return oldest.step() && oldest.text(0) != m_core.bootId();
    });
}

StoreResult<ItemSummary> Inspection::show(const std::string& name) const
{
    return m_core.writer().read([&](Connection& database) { return findItem(database, name); });
}

StoreResult<VerifyReport> Inspection::verify() const
{
    return m_core.writer().read([&](Connection& database) { return verifyAll(database, m_core.blobFolder()); });
}

StoreResult<std::int64_t> Inspection::exportUnsent(const ExportSink& sink) const
{
    ExportPlace place;
    for (bool isMore = true; isMore;)
    {
        // Batch by batch, so that residents do not wait for a technician.
        const auto next = m_core.writer().read([&](Connection& database) {
            return exportNext(database, m_core.blobFolder(), m_core.nowMillis(), sink, place);
        });
        if (!next)
            return tl::unexpected(next.error());
        isMore = *next;
    }
    return place.items;
}

StoreResult<void> Inspection::park(const std::string& name, const std::string& who)
{
    return m_core.writer()
        .write([&](Connection& database) {
            const ItemSummary item = findItem(database, name);
            move(database, item, "pending",
                 {m_core.nowMillis(), "queue.item.parked", "\"pending\"", "\"" + item.localNumber + "\"", who},
                 "UPDATE outbox SET state = 2, settled_at = ?2, code = ?3 WHERE id "
                 "= ?1");
            return Done{};
        })
        .map([](Done) {});
}

StoreResult<void> Inspection::retry(const std::string& name, const std::string& who)
{
    return m_core.writer()
        .write([&](Connection& database) {
            const ItemSummary item = findItem(database, name);
            move(database, item, "parked",
                 {m_core.nowMillis(), "queue.item.retried", "\"parked\"", "\"" + item.localNumber + "\"", who},
                 "UPDATE outbox SET state = 0, settled_at = NULL, code = iif(?2 > "
                 "0, '', ?3) WHERE id = ?1");
            return Done{};
        })
        .map([](Done) {});
}

} // namespace banshi::queue::store
