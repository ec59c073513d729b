// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_opener.h"

#include "audit_rows.h"
#include "epochs.h"
#include "files.h"
#include "quarantine.h"
#include "salvage.h"
#include "schema.h"
#include "wal_doctor.h"

#include <fstream>

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
    // A larger file is served first: rows
    // are checked while nothing else waits, and before they are sent.
    constexpr std::int64_t kFullCheckPages = 64 * 1024 * 1024 / kPageSize;
    constexpr std::int64_t kQuickCheckPages = 256 * 1024 * 1024 / kPageSize;
    const std::int64_t pages = database->number("PRAGMA page_count");
    if (pages <= kQuickCheckPages)
    {
        auto check =
            database->prepare(pages <= kFullCheckPages ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
        if (!check.step() || check.text(0) != "ok")
            throw SqlFault{{StoreCode::Damaged, "the check at the start finds damage", base::Retry::Later}};
    }
    ensureTables(*database);
    return database;
}

/// Whether the file's header names a format that SQLite cannot write: it calls such a file read-only, as it does one on
/// a read-only disk. Source: sqlite.org/fileformat2.html, 1.3, byte 18.
bool hasForeignHeader(const fs::path& file)
{
    constexpr std::streamoff kWriteVersion = 18;
    constexpr int kNewestVersion = 2;
    std::ifstream header(file, std::ios::binary);
    header.seekg(kWriteVersion);
    return header.get() > kNewestVersion;
}

void salvagePending(const Core& core, Connection& database)
{
    for (const auto& folder : pendingQuarantines(core.options().dataDir))
    {
        inTransaction(database, [&] {
            const Salvage found = salvageRows(database, folder, core.options().vfs);
            insertAudit(database,
                        {core.nowMillis(), "queue.store.salvaged", "{\"file\":\"" + folder.filename().string() + "\"}",
                         "{\"items\":" + std::to_string(found.items) + ",\"damaged\":" + std::to_string(found.damaged) +
                             ",\"others\":" + std::to_string(found.others) +
                             ",\"unreadable\":" + std::to_string(found.unreadable) + "}"});
        });
        markSalvaged(folder);
    }
}

void ensureNames(const Core& core, Connection& database)
{
    const std::string& device = core.options().deviceId;
    if (const auto unfit = mendEpochs(database, device); unfit > 0)
        insertAudit(database, {core.nowMillis(), "queue.store.epochsDamaged", "0", std::to_string(unfit)});
    if (const auto before = ensureEpoch(database, device, core.nowMillis()))
        insertAudit(database, {core.nowMillis(), "queue.store.newEpoch", "\"" + *before + "\"", "\"" + device + "\""});
    noteEpochs(database); // of salvaged rows too
}

void noteWal(const Core& core, Connection& database, const WalFindings& found)
{
    if (found.repaired > 0)
        insertAudit(database, {core.nowMillis(), "queue.store.walRepaired", "0", std::to_string(found.repaired)});
    if (found.isDamaged)
        insertAudit(database, {core.nowMillis(), "queue.store.walDamaged", "0", "1"});
}

void ensureMachineKey(Core& core, Connection& database)
{
    const auto keys = core.machineKeys();
    if (!keys)
        throw SqlFault{keys.error()};
    for (const auto& trouble : core.machineKeyFile().troubles())
        insertAudit(database, {core.nowMillis(), std::string(code(trouble.code)), "0", "1"});
    const std::string known = metaValue(database, "mac_key");
    const std::string& id = (*keys)->current().id();
    if (known == id)
        return;
    setMetaValue(database, "mac_key", id);
    if (!known.empty())
        insertAudit(database,
                    {core.nowMillis(), "queue.store.machineKeyReplaced", "\"" + known + "\"", "\"" + id + "\""});
}

/// A file without a living row was left by a crash. Where a file was salvaged, the row may be what is missing: then the
/// picture goes to the quarantine.
void removeOrphans(const Core& core, Connection& database)
{
    constexpr std::size_t kHashDigits = 64;
    const fs::path quarantine = core.options().dataDir / "quarantine";
    const bool isKept = fileExists(quarantine).value_or(true); // in doubt nothing is erased
    for (const auto& entry : listFolder(core.blobFolder()).value_or(std::vector<fs::path>()))
    {
        const std::string hash = entry.filename().string().substr(0, kHashDigits);
        auto row = database.prepare("SELECT 1 FROM blob WHERE hash = ?1 AND state <> 2");
        if (entry.extension() == ".sealed" && row.with(hash).step())
            continue;
        std::error_code ignored;
        if (isKept)
            fs::rename(entry, quarantine / entry.filename(), ignored);
        else
            fs::remove(entry, ignored);
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

std::unique_ptr<Connection> FileOpener::openOrSalvage(bool isKnownDamaged)
{
    if (!isKnownDamaged)
    {
        try
        {
            return openHealthy(m_core);
        }
        catch (const SqlFault& fault)
        {
            const bool isHeader =
                fault.error.code == StoreCode::ReadOnly && hasForeignHeader(m_core.options().dataDir / "queue.db");
            if (fault.error.code != StoreCode::Damaged && !isHeader)
                throw;
        }
    }
    return startAnew();
}

std::unique_ptr<Connection> FileOpener::open(bool isKnownDamaged)
{
    orThrow(makeFolder(m_core.options().dataDir));
    orThrow(makeFolder(m_core.blobFolder()));
    finishMoves(m_core.options().dataDir);
    const WalFindings wal = treatWal(m_core.options().dataDir / "queue.db-wal");
    auto database = openOrSalvage(isKnownDamaged);
    salvagePending(m_core, *database);
    inTransaction(*database, [&] {
        noteWal(m_core, *database, wal);
        ensureMachineKey(m_core, *database);
        ensureNames(m_core, *database);
        if (const auto parked = m_core.check().start(*database); parked > 0)
            insertAudit(*database, {m_core.nowMillis(), "queue.store.rowsParked", "0", std::to_string(parked)});
    });
    m_core.setEpoch(currentEpoch(*database));
    m_core.machineKeyFile().forgetTroubles(); // they stand in the audit table
    // What stands in the log after a crash or a failed sync may be in memory only. It must be on disk before a repeat
    // is answered with "duplicate", which is an acknowledgement too.
    database->checkpoint(true);
    removeOrphans(m_core, *database);
    m_core.ballast().lay(m_core.options().diskReserve);
    return database;
}

} // namespace banshi::queue::store
