// SPDX-License-Identifier: GPL-3.0-or-later
#include "background_check.h"

#include "audit_rows.h"
#include "row_check.h"

namespace banshi::queue::store
{

std::int64_t BackgroundCheck::start(Connection& database)
{
    m_next = database.number("SELECT min(id) FROM outbox WHERE state = 0");
    m_isDone = m_next == 0;
    if (m_isDone)
        return 0;
    m_previous = linkBefore(database, m_next);
    const auto damaged = slice(database, kAtStart);
    for (const auto id : damaged)
        parkDamagedRow(database, id);
    return static_cast<std::int64_t>(damaged.size());
}

bool BackgroundCheck::step(Connection& database, std::int64_t nowMillis)
{
    constexpr std::int64_t kSlice = 200; // some milliseconds: the longest that a resident waits for this
    if (m_isDone)
        return false;
    const auto damaged = slice(database, kSlice);
    if (!damaged.empty())
        inTransaction(database, [&] {
            for (const auto id : damaged)
                parkDamagedRow(database, id);
            insertAudit(database, {nowMillis, "queue.store.rowsParked", "0", std::to_string(damaged.size())});
        });
    return !m_isDone;
}

std::vector<std::int64_t> BackgroundCheck::slice(Connection& database, std::int64_t most)
{
    std::vector<std::int64_t> damaged;
    auto rows = database.prepare(selectChained(" FROM outbox o LEFT JOIN epoch e ON e.id = "
                                               "o.epoch WHERE o.id >= ?1 ORDER BY o.id"));
    rows.with(m_next);
    for (std::int64_t count = 0; count < most; ++count)
    {
        if (!rows.step())
        {
            m_isDone = true;
            break;
        }
        const CheckedRow row = readChained(rows);
        if (row.trueState() == ItemState::Pending && !row.isIntact(m_previous))
            damaged.push_back(row.id);
        m_previous.assign(row.chain.begin(), row.chain.end());
        m_next = row.id + 1;
    }
    return damaged;
}

void parkDamagedRow(Connection& database, std::int64_t id)
{
    database.prepare("UPDATE outbox SET state = 2, code = ?2 WHERE id = ?1 AND state = 0").with(id, kRowDamaged).run();
}

} // namespace banshi::queue::store
