// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_check.h"

#include <algorithm>

namespace banshi::queue::store
{

bool CheckedRow::isIntact(std::span<const std::uint8_t> previous) const
{
    if (state != ItemState::Acknowledged && !std::ranges::equal(sha256(body), columns.bodyHash))
        return false;
    return std::ranges::equal(chainOf(previous, columns), chain);
}

CheckedRow readChained(const Statement& row)
{
    CheckedRow found;
    int at = 0;
    found.columns.epoch = row.text(at++);
    found.columns.seq = row.integer(at++);
    found.columns.key = row.blob(at++);
    found.columns.operation = row.text(at++);
    found.columns.stream = row.blob(at++);
    found.columns.suite = row.integer(at++);
    found.columns.keyId = row.text(at++);
    found.columns.bodyHash = row.blob(at++);
    found.columns.bodyHmac = row.blob(at++);
    found.columns.madeAt = row.integer(at++);
    if (!row.isNull(at))
        found.columns.lateAt = row.integer(at);
    ++at;
    found.body = row.blob(at++);
    found.chain = row.blob(at++);
    const std::int64_t state = row.integer(at++);
    found.state = state == static_cast<int>(ItemState::Pending)        ? ItemState::Pending
                  : state == static_cast<int>(ItemState::Acknowledged) ? ItemState::Acknowledged
                                                                       : ItemState::Parked;
    found.id = row.integer(at);
    return found;
}

std::int64_t parkDamagedRows(Connection& database)
{
    const std::int64_t first = database.number("SELECT min(id) FROM outbox WHERE state = 0");
    if (first == 0)
        return 0;
    Bytes previous(Hash{}.size(), 0);
    {
        auto before = database.prepare("SELECT chain FROM outbox WHERE id < ?1 ORDER BY id DESC LIMIT 1");
        if (before.with(first).step())
            previous.assign(before.blob(0).begin(), before.blob(0).end());
    }
    std::vector<std::int64_t> damaged;
    {
        auto rows =
            database.prepare(std::string("SELECT ") + kChainedColumns +
                             " FROM outbox o LEFT JOIN epoch e ON e.id = o.epoch WHERE o.id >= ?1 ORDER BY o.id");
        rows.with(first);
        while (rows.step())
        {
            const CheckedRow row = readChained(rows);
            if (row.state == ItemState::Pending && !row.isIntact(previous))
                damaged.push_back(row.id);
            previous.assign(row.chain.begin(), row.chain.end());
        }
    }
    for (const auto id : damaged)
        database.prepare("UPDATE outbox SET state = 2, code = ?2 WHERE id = ?1").with(id, kRowDamaged).run();
    return static_cast<std::int64_t>(damaged.size());
}

} // namespace banshi::queue::store
