// SPDX-License-Identifier: GPL-3.0-or-later
#include "salvage.h"

#include "row_check.h"

#include <algorithm>
#include <limits>

namespace banshi::queue::store
{

namespace
{

namespace fs = std::filesystem;

/// Tables in the order that their references ask for; the outbox is copied by copyOutbox().
struct Table
{
    const char* name;
    const char* columns;
    int width;
};
constexpr Table kEpochs{"epoch", "id, name, device, started_at", 4};
constexpr Table kOthers[] = {
    {"blob", "id, hash, size, sealed_size, sealed_hash, suite, key_id, made_at, state", 9},
    {"outbox_blob", "id, item, blob", 3},
    {"journal_intent", "id, intent, kind, session, data, opened_at, open", 7},
    {"journal_note", "id, intent, at, data", 4},
    {"journal_outcome", "id, intent, at, outcome, data", 5},
    {"setting", "id, name, value, changed_at", 4},
    {"audit", "id, at, who, what, before_value, after_value, reason", 7},
};
constexpr int kIdColumn = 14; // of kChainedColumns
constexpr const char* kOutboxRest = ", o.mac_key, o.made_trusted, o.made_mono, o.boot, o.settled_at, "
                                    "o.receipt, o.code, o.epoch";

/// Reads rows one by one from a file that may be damaged anywhere.
class DamagedFile
{
public:
    DamagedFile(const fs::path& file, const std::string& vfs) : m_source(file, vfs, Purpose::Salvage) {}

    /// Calls `use(row)`, which says whether the row came over, for each readable row of a query that selects the first
    /// one from id ?1 on, with the id in column `idColumn`. Returns how many did not.
    template <class Use>
    std::int64_t eachRow(const std::string& table, const std::string& sql, int idColumn, Use use)
    {
        std::int64_t unreadable = 0;
        std::int64_t failures = 0; // one after the other
        const std::int64_t last = newestId(table);
        const std::int64_t patience = last < kManyRows ? last : kPatience;
        for (std::int64_t next = 1; next <= last && failures <= patience;)
        {
            bool isRead = false;
            bool isNews = false; // a page whose cells are out of order answers with the same row again and again
            try
            {
                auto row = m_source.prepare(sql);
                if (!row.with(next).step())
                    break;
                isRead = true;
                isNews = row.integer(idColumn) >= next;
                next = std::max(next, row.integer(idColumn)) + 1;
                const bool isOver = next - 1 <= last && use(row);
                unreadable += isOver ? 0 : 1;
                failures = isOver || isNews ? 0 : failures + 1;
            }
            catch (const SqlFault& fault)
            {
                if (isRead && fault.error.code != StoreCode::Invalid)
                    throw; // the target's trouble, not the damaged file's
                ++unreadable;
                failures += isNews ? 0 : 1;
                next += isRead ? 0 : 1;
                if (!isRead && !hasTable(table))
                    break;
            }
        }
        return unreadable;
    }

private:
    /// Unreadable ids in a row after which a table whose size is not known counts as read.
    static constexpr std::int64_t kPatience = 1'000;
    static constexpr std::int64_t kManyRows = 1'000'000; // a machine's rows of some ten years
    /// Larger ids come from flipped bits; one of them would leave no room for new rows.
    static constexpr std::int64_t kMostId = std::int64_t{1} << 48;

    /// False when the file does not even say where the table is.
    [[nodiscard]] bool hasTable(const std::string& table)
    {
        try
        {
            (void)m_source.prepare("SELECT 1 FROM " + table + " WHERE id = 0");
            return true;
        }
        catch (const SqlFault&)
        {
            return false;
        }
    }

    [[nodiscard]] std::int64_t newestId(const std::string& table)
    {
        try
        {
            const std::int64_t found = m_source.number("SELECT seq FROM sqlite_sequence WHERE name = '" + table + "'");
            return found > 0 ? std::min(found, kMostId) : kMostId;
        }
        catch (const SqlFault&)
        {
            return kMostId;
        }
    }

    Connection m_source;
};

bool copyRow(Connection& target, const Table& table, const Statement& row)
{
    std::string marks = "?1";
    for (int i = 2; i <= table.width; ++i)
        marks += ", ?" + std::to_string(i);
    auto insert = target.prepare(std::string("INSERT OR IGNORE INTO ") + table.name + "(" + table.columns +
                                 ") VALUES(" + marks + ")");
    for (int i = 0; i < table.width; ++i)
        insert.copy(i + 1, row, i);
    insert.run();
    return target.changes() > 0;
}

/// Copies outbox rows: each is held against its old link where the row before it was readable, and gets a new link.
/// Columns are read as what they should be, so that a flipped type does not cost a row whose body is whole.
class OutboxCopier
{
public:
    explicit OutboxCopier(Connection& target) : m_target(target) {}

    bool copy(const Statement& row, Salvage& result)
    {
        const CheckedRow found = readChained(row);
        ItemState state = found.trueState();
        const bool isDamaged = state != ItemState::Acknowledged && !isSound(found);
        if (isDamaged)
            state = ItemState::Parked;
        m_oldLink.assign(found.chain.begin(), found.chain.end());
        m_oldId = found.id;
        if (!insert(row, found, state, isDamaged))
            return false;
        ++result.items;
        result.damaged += isDamaged ? 1 : 0;
        return true;
    }

private:
    // Columns of kOutboxRest behind kChainedColumns.
    enum Column
    {
        kMacKey = 15,
        kTrusted,
        kMono,
        kBoot,
        kSettledAt,
        kReceipt,
        kCode,
        kEpoch
    };

    [[nodiscard]] bool isSound(const CheckedRow& row) const
    {
        return row.id == m_oldId + 1 ? row.isIntact(m_oldLink) : row.hasItsBody();
    }
    bool insert(const Statement& row, const CheckedRow& found, ItemState state, bool isDamaged)
    {
        const auto& columns = found.columns;
        const Hash link = chainOf(linkBefore(m_target, std::numeric_limits<std::int64_t>::max()), columns);
        const std::optional<std::int64_t> settled =
            row.isNull(kSettledAt) ? std::nullopt : std::optional(row.integer(kSettledAt));
        auto insert = m_target.prepare("INSERT OR IGNORE INTO outbox(id, epoch, seq, key, operation, stream, "
                                       "suite, key_id, body_hash, body_hmac, "
                                       "mac_key, chain, made_at, made_trusted, made_mono, boot, late_at, "
                                       "state, settled_at, receipt, code, body) "
                                       // A row whose epoch is gone stays with the newest that is known; its
                                       // chain says that it does not fit.
                                       "VALUES(?1, coalesce((SELECT id FROM epoch WHERE id = ?2), (SELECT "
                                       "max(id) FROM epoch)), ?3, ?4, ?5, ?6, "
                                       "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
                                       "?21, ?22)");
        insert.with(found.id, row.integer(kEpoch), columns.seq, columns.key, columns.operation, columns.stream,
                    columns.suite, columns.keyId, columns.bodyHash, columns.bodyHmac, row.text(kMacKey),
                    std::span<const std::uint8_t>(link), columns.madeAt, row.integer(kTrusted), row.integer(kMono),
                    row.text(kBoot), columns.lateAt, static_cast<int>(state), settled, row.text(kReceipt),
                    isDamaged ? std::string(kRowDamaged) : row.text(kCode));
        constexpr int kBody = 22;
        if (state != ItemState::Acknowledged)
            insert.set(kBody, found.body);
        insert.run();
        return m_target.changes() > 0;
    }

    Connection& m_target;
    Bytes m_oldLink = Bytes(Hash{}.size(), 0);
    std::int64_t m_oldId = 0;
};

} // namespace

Salvage salvageRows(Connection& target, const fs::path& folder, const std::string& vfs)
{
    Salvage result;
    std::unique_ptr<DamagedFile> source;
    try
    {
        source = std::make_unique<DamagedFile>(folder / "queue.db", vfs);
    }
    catch (const SqlFault&)
    {
        return result;
    }
    const auto copy = [&](const Table& table) {
        const std::string sql =
            std::string("SELECT ") + table.columns + " FROM " + table.name + " WHERE id >= ?1 ORDER BY id LIMIT 1";
        result.unreadable += source->eachRow(table.name, sql, 0, [&](const Statement& row) {
            const bool isOver = copyRow(target, table, row);
            result.others += isOver ? 1 : 0;
            return isOver;
        });
    };
    copy(kEpochs);
    OutboxCopier outbox(target);
    result.unreadable +=
        source->eachRow("outbox",
                        selectChained(kOutboxRest)
                            .append(" FROM outbox o LEFT JOIN epoch e ON e.id = o.epoch WHERE o.id >= ?1 "
                                    "ORDER BY o.id LIMIT 1"),
                        kIdColumn, [&](const Statement& row) { return outbox.copy(row, result); });
    for (const auto& table : kOthers)
        copy(table);
    // An intent is open as long as it has no outcome, whatever a flipped bit says.
    target.exec("UPDATE journal_intent SET open = NOT EXISTS(SELECT 1 FROM "
                "journal_outcome o WHERE o.intent = "
                "journal_intent.id)");
    return result;
}

} // namespace banshi::queue::store
