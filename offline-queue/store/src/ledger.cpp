// SPDX-License-Identifier: GPL-3.0-or-later
// What Inspection tells a reconciliation.
#include "banshi/queue/store/inspection.h"

#include "core.h"
#include "hex.h"
#include "row_check.h"

namespace banshi::queue::store
{

namespace
{

const char* nameOf(std::int64_t state)
{
    switch (static_cast<ItemState>(state))
    {
    case ItemState::Pending:
        return "pending";
    case ItemState::Acknowledged:
        return "acknowledged";
    case ItemState::Parked:
        return "parked";
    }
    return "parked";
}

} // namespace

StoreResult<std::vector<std::string>> Inspection::epochs() const
{
    return m_core.writer().read([&](Connection& database) {
        std::vector<std::string> names;
        auto rows = database.prepare("SELECT name FROM epoch e WHERE device = ?1 AND EXISTS(SELECT 1 FROM outbox "
                                     "WHERE epoch = e.id) ORDER BY id");
        rows.with(m_core.options().deviceId);
        while (rows.step())
            names.push_back(rows.text(0));
        return names;
    });
}

StoreResult<std::vector<LedgerEntry>> Inspection::ledger(const std::string& epoch, std::int64_t fromSeq, int most) const
{
    return m_core.writer().read([&](Connection& database) {
        std::vector<LedgerEntry> entries;
        auto rows = database.prepare("SELECT o.id, o.seq, o.key, o.state, o.code FROM outbox o JOIN epoch e ON e.id = "
                                     "o.epoch WHERE e.name = ?1 AND o.seq >= ?2 ORDER BY o.seq LIMIT ?3");
        rows.with(epoch, fromSeq, most);
        while (rows.step())
            entries.push_back(
                {rows.integer(0), rows.integer(1), uuidText(rows.blob(2)), nameOf(rows.integer(3)), rows.text(4)});
        return entries;
    });
}

} // namespace banshi::queue::store
