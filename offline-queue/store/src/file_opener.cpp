// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_opener.h"

#include "files.h"
#include "hex.h"
#include "quarantine.h"
#include "row_check.h"
#include "salvage.h"
#include "schema.h"

#include <sodium.h>
#include <unistd.h>

namespace banshi::queue::store
{

namespace
{

namespace fs = std::filesystem;

std::unique_ptr<Connection> openHealthy(const Core& core)
{
    auto database =
        std::make_unique<Connection>(core.options().dataDir / "queue.db", core.options().vfs, Purpose::Serve);
    applyPragmas(*database, {core.options().fileBudget, core.options().syncEveryCommit});
    // The full check looks into indexes too, which takes a second per 100 MB or so; the quick one reads each page once.
    constexpr std::int64_t kFullCheckPages = 64 * 1024 * 1024 / kPageSize;
    const bool isFull = database->number("PRAGMA page_count") <= kFullCheckPages;
    auto check = database->prepare(isFull ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok")
        throw SqlFault{{StoreCode::Damaged, "the check at the start finds damage", base::Retry::Later}};
    ensureTables(*database);
    return database;
}

bool isWritable(const fs::path& dataDir)
{
    return ::access(dataDir.c_str(), W_OK) == 0 && ::access((dataDir / "queue.db").c_str(), W_OK) == 0;
}

void audit(Connection& database, std::int64_t now, const char* what, const std::string& before,
           const std::string& after)
{
    database
        .prepare("INSERT INTO audit(at, who, what, before_value, after_value, reason) VALUES(?1, ?2, ?3, ?4, ?5, '')")
        .with(now, "gateway", what, before, after)
        .run();
}

/// Runs `work` in a transaction of its own.
template <class Work>
void inTransaction(Connection& database, Work work)
{
    database.exec("BEGIN IMMEDIATE");
    try
    {
        work();
        database.exec("COMMIT");
    }
    catch (const SqlFault&)
    {
        if (database.isInTransaction())
            database.exec("ROLLBACK");
        throw;
    }
}

void salvagePending(const Core& core, Connection& database)
{
    for (const auto& folder : pendingQuarantines(core.options().dataDir))
    {
        inTransaction(database, [&] {
            const Salvage found = salvageRows(database, folder, core.options().vfs);
            audit(database, core.nowMillis(), "queue.store.salvaged",
                  "{\"file\":\"" + folder.filename().string() + "\"}",
                  "{\"items\":" + std::to_string(found.items) + ",\"damaged\":" + std::to_string(found.damaged) +
                      ",\"others\":" + std::to_string(found.others) +
                      ",\"unreadable\":" + std::to_string(found.unreadable) + "}");
        });
        markSalvaged(folder);
    }
}

void ensureEpoch(const Core& core, Connection& database)
{
    const std::string current = metaValue(database, "epoch");
    std::string device;
    if (!current.empty())
    {
        auto known = database.prepare("SELECT device FROM epoch WHERE id = ?1");
        if (known.with(static_cast<std::int64_t>(std::atoll(current.c_str()))).step())
            device = known.text(0);
    }
    if (device == core.options().deviceId)
        return;
    constexpr std::size_t kEpochBytes = 8;
    Bytes random(kEpochBytes);
    randombytes_buf(random.data(), random.size());
    database.prepare("INSERT INTO epoch(name, device, started_at) VALUES(?1, ?2, ?3)")
        .with(toHex(random), core.options().deviceId, core.nowMillis())
        .run();
    setMetaValue(database, "epoch", std::to_string(database.lastId()));
    audit(database, core.nowMillis(), "queue.store.newEpoch", "\"" + device + "\"",
          "\"" + core.options().deviceId + "\"");
}

void ensureMachineKey(Core& core, Connection& database)
{
    const auto key = core.machineKey();
    if (!key)
        throw SqlFault{key.error()};
    const std::string known = metaValue(database, "mac_key");
    if (known == (*key)->id())
        return;
    setMetaValue(database, "mac_key", (*key)->id());
    if (!known.empty())
        audit(database, core.nowMillis(), "queue.store.machineKeyReplaced", "\"" + known + "\"",
              "\"" + (*key)->id() + "\"");
}

void removeOrphans(const Core& core, Connection& database)
{
    constexpr std::size_t kHashDigits = 64;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(core.options().dataDir / "blobs", error))
    {
        const std::string hash = entry.path().filename().string().substr(0, kHashDigits);
        auto row = database.prepare("SELECT 1 FROM blob WHERE hash = ?1 AND state <> 2");
        std::error_code ignored;
        if (entry.path().extension() != ".sealed" || !row.with(hash).step())
            fs::remove(entry.path(), ignored);
    }
}

void orThrow(const StoreResult<void>& result)
{
    if (!result)
        throw SqlFault{result.error()};
}

} // namespace

std::unique_ptr<Connection> FileOpener::startAnew()
{
    const auto now = m_core.clock().now();
    if (m_lastQuarantine && now - *m_lastQuarantine < kBetweenQuarantines)
        throw SqlFault{{StoreCode::Damaged, "the file was damaged again at once", base::Retry::NeedsAttendant}};
    moveToQuarantine(m_core.options().dataDir, m_core.nowMillis());
    m_lastQuarantine = now;
    return openHealthy(m_core);
}

std::unique_ptr<Connection> FileOpener::open(bool isKnownDamaged)
{
    orThrow(makeFolder(m_core.options().dataDir));
    orThrow(makeFolder(m_core.options().dataDir / "blobs"));
    finishMoves(m_core.options().dataDir);
    std::unique_ptr<Connection> database;
    if (!isKnownDamaged)
    {
        try
        {
            database = openHealthy(m_core);
        }
        catch (const SqlFault& fault)
        {
            // SQLite also calls a file read-only whose header names a format that it cannot write.
            const bool isHeader = fault.error.code == StoreCode::ReadOnly && isWritable(m_core.options().dataDir);
            if (fault.error.code != StoreCode::Damaged && !isHeader)
                throw;
        }
    }
    if (!database)
        database = startAnew();
    salvagePending(m_core, *database);
    inTransaction(*database, [&] {
        ensureMachineKey(m_core, *database);
        ensureEpoch(m_core, *database);
        if (const auto parked = parkDamagedRows(*database); parked > 0)
            audit(*database, m_core.nowMillis(), "queue.store.rowsParked", "0", std::to_string(parked));
    });
    removeOrphans(m_core, *database);
    return database;
}

} // namespace banshi::queue::store
