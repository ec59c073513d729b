// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/queue_copy.h"

#include "files.h"
#include "inspect_rows.h"
#include "salvage.h"
#include "schema.h"
#include "wal_doctor.h"

#include <cerrno>
#include <cstdlib>

namespace banshi::queue::store
{

namespace
{

namespace fs = std::filesystem;

template <class Work>
auto guarded(Work work) -> StoreResult<std::invoke_result_t<Work>>
{
    try
    {
        return work();
    }
    catch (const SqlFault& fault)
    {
        return tl::unexpected(fault.error);
    }
}

StoreError copyFiles(const fs::path& from, const fs::path& into)
{
    for (const char* name : {"queue.db", "queue.db-wal"})
    {
        std::error_code error;
        fs::copy_file(from / name, into / name, error);
        const bool isOptional = std::string_view(name) != "queue.db" && error.value() == ENOENT;
        if (error && !isOptional)
            return errnoError(error.value(), std::string("cannot copy ") + name);
    }
    return {};
}

/// Whether the copy can be read as it stands.
bool isSound(Connection& database)
{
    try
    {
        auto check = database.prepare("PRAGMA integrity_check(1)");
        return check.step() && check.text(0) == "ok" && database.number("PRAGMA user_version") > 0;
    }
    catch (const SqlFault&)
    {
        return false;
    }
}

std::unique_ptr<Connection> openSalvaged(const fs::path& damaged, const fs::path& fresh)
{
    auto database = std::make_unique<Connection>(fresh, "", Purpose::Serve);
    ensureTables(*database);
    inTransaction(*database, [&] {
        (void)salvageRows(*database, damaged, "");
        setMetaValue(*database, "epoch", std::to_string(database->number("SELECT max(id) FROM epoch")));
    });
    return database;
}

} // namespace

StoreResult<std::unique_ptr<QueueCopy>> QueueCopy::open(const fs::path& dataDir, const base::Clock& clock)
{
    std::string folder = (fs::temp_directory_path() / "banshi-queue-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr)
        return tl::unexpected(errnoError(errno, "cannot make " + folder));
    std::unique_ptr<QueueCopy> copy(new QueueCopy(clock));
    copy->m_dataDir = dataDir;
    copy->m_private = folder;
    if (const StoreError error = copyFiles(dataDir, folder); !error.detail.empty())
        return tl::unexpected(error);
    (void)treatWal(copy->m_private / "queue.db-wal");
    return guarded([&] {
        try
        {
            copy->m_database = std::make_unique<Connection>(copy->m_private / "queue.db", "", Purpose::Salvage);
        }
        catch (const SqlFault&)
        {
            copy->m_database.reset();
        }
        copy->m_isSalvaged = !copy->m_database || !isSound(*copy->m_database);
        if (copy->m_isSalvaged)
        {
            copy->m_database.reset();
            copy->m_database = openSalvaged(copy->m_private, copy->m_private / "salvaged.db");
        }
        return std::move(copy);
    });
}

QueueCopy::QueueCopy(const base::Clock& clock) : m_clock(clock) {}

QueueCopy::~QueueCopy()
{
    m_database.reset();
    std::error_code ignored;
    fs::remove_all(m_private, ignored);
}

StoreResult<QueueStats> QueueCopy::stats() const
{
    return guarded([&] { return readStats(*m_database); });
}

StoreResult<std::vector<ItemSummary>> QueueCopy::list(const ListQuery& query) const
{
    return guarded([&] { return listItems(*m_database, query); });
}

StoreResult<ItemSummary> QueueCopy::show(const std::string& name) const
{
    return guarded([&] { return findItem(*m_database, name); });
}

StoreResult<VerifyReport> QueueCopy::verify() const
{
    auto report = guarded([&] { return verifyAll(*m_database, m_dataDir / "blobs"); });
    if (report && m_isSalvaged)
        report->structure = "damaged: read out row by row";
    return report;
}

StoreResult<std::int64_t> QueueCopy::exportUnsent(const ExportSink& sink) const
{
    return guarded([&] {
        ExportPlace place;
        while (exportNext(*m_database, m_dataDir / "blobs", base::toUnixMillis(m_clock.wall().utc), sink, place))
        {
        }
        return place.items;
    });
}

} // namespace banshi::queue::store
