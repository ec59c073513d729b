// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_opener.h"

#include "files.h"
#include "hex.h"
#include "row_check.h"
#include "salvage.h"
#include "schema.h"

#include <sodium.h>

namespace banshi::queue::store
{

namespace
{

namespace fs = std::filesystem;

std::unique_ptr<Connection> openHealthy(const Core& core)
{
    auto database = std::make_unique<Connection>(core.options().dataDir / "queue.db", core.options().vfs);
    applyPragmas(*database, {core.options().fileBudget, core.options().syncEveryCommit});
    auto check = database->prepare("PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok")
        throw SqlFault{{StoreCode::Damaged, "quick_check finds damage", base::Retry::Later}};
    ensureTables(*database);
    return database;
}

void audit(Connection& database, std::int64_t now, const char* what, const std::string& before, const std::string& after)
{
    database.prepare("INSERT INTO audit(at, who, what, before_value, after_value, reason) VALUES(?1, ?2, ?3, ?4, ?5, '')")
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
            audit(database, core.nowMillis(), "queue.store.salvaged", "{\"file\":\"" + folder.filename().string() + "\"}",
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

std::unique_ptr<Connection> openFile(Core& core)
{
    orThrow(makeFolder(core.options().dataDir));
    orThrow(makeFolder(core.options().dataDir / "blobs"));
    std::unique_ptr<Connection> database;
    try
    {
        database = openHealthy(core);
    }
    catch (const SqlFault& fault)
    {
        if (fault.error.code != StoreCode::Damaged)
            throw;
        moveToQuarantine(core.options().dataDir, core.nowMillis());
        database = openHealthy(core);
    }
    salvagePending(core, *database);
    inTransaction(*database, [&] {
        ensureMachineKey(core, *database);
        ensureEpoch(core, *database);
        if (const auto parked = parkDamagedRows(*database); parked > 0)
            audit(*database, core.nowMillis(), "queue.store.rowsParked", "0", std::to_string(parked));
    });
    removeOrphans(core, *database);
    return database;
}

} // namespace banshi::queue::store
