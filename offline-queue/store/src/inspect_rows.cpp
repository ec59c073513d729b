// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect_rows.h"

#include "hex.h"
#include "room.h"
#include "row_check.h"
#include "row_times.h"
#include "schema.h"
#include "stored_picture.h"

#include <algorithm>
#include <charconv>

namespace banshi::queue::store
{

namespace
{

std::optional<base::UtcTime> timeOrNothing(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(fromMillis(row.integer(column)));
}

const char* nameOf(ItemState state)
{
    switch (state)
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

/// -1 for all, -2 for a state that does not exist.
int numberOf(const std::string& state)
{
    if (state.empty())
        return -1;
    for (const auto known : {ItemState::Pending, ItemState::Acknowledged, ItemState::Parked})
        if (state == nameOf(known))
            return static_cast<int>(known);
    return -2;
}

// Columns of kSummary behind kChainedColumns.
enum Column
{
    kDevice = 15,
    kTrusted,
    kSettledAt,
    kReceipt,
    kCode,
    kPictures
};

std::string summary(const std::string& where)
{
    return selectChained(", e.device, o.made_trusted, o.settled_at, o.receipt, o.code, "
                         "(SELECT count(*) FROM outbox_blob WHERE item = o.id) "
                         "FROM outbox o LEFT JOIN epoch e ON e.id = o.epoch WHERE ")
        .append(where);
}

ItemSummary readSummary(Connection& database, const Statement& row)
{
    const CheckedRow found = readChained(row);
    ItemSummary item;
    item.id = found.id;
    item.localNumber = localNumber(row.text(kDevice), found.columns.epoch, found.columns.seq);
    item.key = uuidText(found.columns.key);
    item.operation = found.columns.operation;
    item.state = nameOf(found.trueState());
    item.isOrdered = !found.columns.stream.empty();
    item.suite = static_cast<int>(found.columns.suite);
    item.keyId = found.columns.keyId;
    item.sealedBytes = static_cast<std::int64_t>(found.body.size());
    item.pictures = static_cast<int>(row.integer(kPictures));
    item.madeAt = fromMillis(found.columns.madeAt);
    item.isMadeAtTrusted = row.integer(kTrusted) != 0;
    if (found.columns.lateAt)
        item.lateAt = fromMillis(*found.columns.lateAt);
    item.settledAt = timeOrNothing(row, kSettledAt);
    item.receipt = row.text(kReceipt);
    item.code = row.text(kCode);
    item.isIntact = found.isIntact(linkBefore(database, found.id));
    return item;
}

/// The id of `<device>-<8 digits of the epoch>-<seq>`; 0 when there is none.
std::int64_t idOfNumber(Connection& database, const std::string& name)
{
    const auto last = name.rfind('-');
    const auto middle = last == std::string::npos || last == 0 ? std::string::npos : name.rfind('-', last - 1);
    if (middle == std::string::npos)
        return 0;
    auto row = database.prepare("SELECT o.id FROM outbox o JOIN epoch e ON e.id = o.epoch "
                                "WHERE e.device = ?1 AND substr(e.name, 1, 8) = ?2 AND o.seq = CAST(?3 "
                                "AS INTEGER)");
    row.with(name.substr(0, middle), name.substr(middle + 1, last - middle - 1), name.substr(last + 1));
    return row.step() ? row.integer(0) : 0;
}

std::int64_t idOf(Connection& database, const std::string& name)
{
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error == std::errc() && end == name.data() + name.size())
        return id;
    if (const auto key = uuidBytes(name))
    {
        auto row = database.prepare("SELECT id FROM outbox WHERE key = ?1");
        return row.with(*key).step() ? row.integer(0) : 0;
    }
    return idOfNumber(database, name);
}

} // namespace

QueueCounts countRows(Connection& database)
{
    QueueCounts counts;
    counts.pending = database.number("SELECT count(*) FROM outbox WHERE state = 0");
    counts.parked = database.number("SELECT count(*) FROM outbox WHERE state = 2");
    if (counts.pending > 0)
        counts.oldest = fromMillis(database.number("SELECT made_at FROM outbox WHERE state = 0 ORDER BY id LIMIT 1"));
    return counts;
}

QueueStats readStats(Connection& database)
{
    QueueStats stats;
    stats.counts = countRows(database);
    stats.acknowledged = database.number("SELECT count(*) FROM outbox WHERE state = 1");
    stats.pictures = database.number("SELECT count(*) FROM blob WHERE state <> 2");
    stats.pictureBytes = database.number("SELECT CAST(total(sealed_size) AS INTEGER) FROM blob WHERE state <> 2");
    stats.openIntents = database.number("SELECT count(*) FROM journal_intent WHERE open = 1");
    stats.fileBytes = usedBytes(database);
    stats.format = database.number("PRAGMA user_version");
    auto epoch = database.prepare("SELECT device, name FROM epoch WHERE id = "
                                  "(SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'epoch')");
    if (epoch.step())
    {
        stats.device = epoch.text(0);
        stats.epoch = epoch.text(1);
    }
    return stats;
}

std::vector<ItemSummary> listItems(Connection& database, const ListQuery& query)
{
    std::vector<ItemSummary> items;
    auto rows = database.prepare(summary("(?1 = -1 OR o.state = ?1) AND o.id > ?2 ORDER BY o.id LIMIT ?3"));
    rows.with(numberOf(query.state), query.afterId, query.most);
    while (rows.step())
        items.push_back(readSummary(database, rows));
    return items;
}

ItemSummary findItem(Connection& database, const std::string& name)
{
    auto row = database.prepare(summary("o.id = ?1"));
    if (!row.with(idOf(database, name)).step())
        throw SqlFault{{StoreCode::ItemUnknown, "no item has that name", base::Retry::Never}};
    return readSummary(database, row);
}

VerifyReport verifyAll(Connection& database, const std::filesystem::path& blobs)
{
    VerifyReport report;
    {
        auto check = database.prepare("PRAGMA integrity_check(1)");
        report.structure = check.step() ? check.text(0) : "no answer";
    }
    {
        Bytes previous(Hash{}.size(), 0);
        auto rows = database.prepare(selectChained(" FROM outbox o LEFT JOIN epoch e ON e.id = o.epoch ORDER BY o.id"));
        for (; rows.step(); ++report.items)
        {
            const CheckedRow row = readChained(rows);
            if (!row.isIntact(previous))
                report.damagedItems.push_back(row.id);
            previous.assign(row.chain.begin(), row.chain.end());
        }
    }
    auto pictures = database.prepare("SELECT hash FROM blob WHERE state <> 2 ORDER BY id");
    for (; pictures.step(); ++report.pictures)
        if (!readPicture(database, blobs, pictures.text(0)))
            report.damagedPictures.push_back(pictures.text(0));
    return report;
}

} // namespace banshi::queue::store
