// SPDX-License-Identifier: GPL-3.0-or-later
#include "salvage.h"

#include "row_check.h"

#include <algorithm>

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
constexpr const char* kOutboxRest =
    ", o.mac_key, o.made_trusted, o.made_mono, o.boot, o.settled_at, o.receipt, o.code, o.epoch";

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
class OutboxCopier
{
public:
    explicit OutboxCopier(Connection& target) : m_target(target) {}

    bool copy(const Statement& row, Salvage& result)
    {
        const CheckedRow found = readChained(row);
        const bool isParkedNow = found.state == ItemState::Pending && !isSound(found);
        m_oldLink.assign(found.chain.begin(), found.chain.end());
        m_oldId = found.id;
        auto insert = m_target.prepare(
            "INSERT OR IGNORE INTO outbox(seq, key, operation, stream, suite, key_id, body_hash, body_hmac, made_at, "
            "late_at, body, chain, state, id, mac_key, made_trusted, made_mono, boot, settled_at, receipt, code, "
            "epoch) "
            "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
            "?22)");
        for (int i = 1; i <= kOutboxWidth; ++i)
            insert.copy(i, row, i);
        insert.set(kChainColumn, std::span<const std::uint8_t>(chainOf(newestLink(), found.columns)));
        if (isParkedNow)
        {
            insert.set(kStateColumn, static_cast<std::int64_t>(ItemState::Parked));
            insert.set(kCodeColumn, std::string_view(kRowDamaged));
        }
        insert.run();
        if (m_target.changes() == 0)
            return false;
        ++result.items;
        result.damaged += isParkedNow ? 1 : 0;
        return true;
    }

private:
    static constexpr int kOutboxWidth = 22;
    static constexpr int kChainColumn = 12;
    static constexpr int kStateColumn = 13;
    static constexpr int kCodeColumn = 21;

    [[nodiscard]] bool isSound(const CheckedRow& row) const
    {
        if (row.id == m_oldId + 1)
            return row.isIntact(m_oldLink);
        return std::ranges::equal(sha256(row.body), row.columns.bodyHash);
    }
    [[nodiscard]] Bytes newestLink() const
    {
        auto last = m_target.prepare("SELECT chain FROM outbox ORDER BY id DESC LIMIT 1");
        if (!last.step())
            return Bytes(Hash{}.size(), 0);
        return {last.blob(0).begin(), last.blob(0).end()};
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
    result.unreadable += source->eachRow("outbox",
                                         std::string("SELECT ") + kChainedColumns + kOutboxRest +
                                             " FROM outbox o LEFT JOIN epoch e ON e.id = o.epoch WHERE o.id >= ?1 "
                                             "ORDER BY o.id LIMIT 1",
                                         kIdColumn, [&](const Statement& row) { return outbox.copy(row, result); });
    for (const auto& table : kOthers)
        copy(table);
    return result;
}

} // namespace banshi::queue::store
