// SPDX-License-Identifier: GPL-3.0-or-later
#include "quarantine.h"

#include "files.h"
#include "sqlite.h"

#include <algorithm>
#include <cerrno>

namespace banshi::queue::store
{

namespace
{

namespace fs = std::filesystem;
constexpr const char* kMark = "salvage-pending";
constexpr const char* kFile = "queue.db";
constexpr const char* kLog = "queue.db-wal";

void orThrow(const StoreResult<void>& result)
{
    if (!result)
        throw SqlFault{result.error()};
}

template <class Value>
Value orThrow(StoreResult<Value> result)
{
    if (!result)
        throw SqlFault{result.error()};
    return std::move(*result);
}

/// Moves a file, if it is there, so that it stays moved when the power goes.
void moveDurably(const fs::path& dataDir, const fs::path& folder, const char* name)
{
    std::error_code error;
    fs::rename(dataDir / name, folder / name, error);
    if (error && error.value() != ENOENT)
        throw SqlFault{errnoError(error.value(), std::string("cannot move ") + name + " to quarantine")};
    orThrow(syncFolder(folder));
    orThrow(syncFolder(dataDir));
}

} // namespace

void moveToQuarantine(const fs::path& dataDir, std::int64_t nowMillis)
{
    fs::path folder;
    for (std::int64_t number = nowMillis; folder.empty() || orThrow(fileExists(folder)); ++number)
        folder = dataDir / "quarantine" / std::to_string(number);
    orThrow(makeFolder(folder));
    orThrow(writeDurably(folder / kMark, {}));
    // The log first: SQLite throws a log away that has no file, and finishMoves() takes a file to its log.
    moveDurably(dataDir, folder, kLog);
    moveDurably(dataDir, folder, kFile);
}

void finishMoves(const fs::path& dataDir)
{
    for (const auto& folder : pendingQuarantines(dataDir))
        if (orThrow(fileExists(folder / kLog)) && !orThrow(fileExists(folder / kFile)))
            moveDurably(dataDir, folder, kFile);
}

std::vector<fs::path> pendingQuarantines(const fs::path& dataDir)
{
    std::vector<fs::path> folders;
    for (const auto& entry : orThrow(listFolder(dataDir / "quarantine")))
        if (orThrow(fileExists(entry / kMark)))
            folders.push_back(entry);
    std::sort(folders.begin(), folders.end());
    return folders;
}

void markSalvaged(const fs::path& folder)
{
    std::error_code error;
    fs::remove(folder / kMark, error);
    if (error)
        throw SqlFault{errnoError(error.value(), "cannot take the mark of a salvaged file away")};
    orThrow(syncFolder(folder));
}

} // namespace banshi::queue::store
