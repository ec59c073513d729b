// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite.h"

#include <filesystem>

namespace banshi::queue::store
{

/// How much of a damaged file came over.
struct Salvage
{
    std::int64_t items = 0;      ///< outbox rows taken over
    std::int64_t damaged = 0;    ///< of these: parked, because they do not fit their hashes
    std::int64_t unreadable = 0; ///< rows of any table that could not be read or were refused
    std::int64_t others = 0;     ///< rows of other tables taken over
};

/// Moves `queue.db` and its WAL into a new folder under `quarantine/` with the mark `salvage-pending`.
/// Throws SqlFault (ReadOnly, Full, …) when the disk does not let it.
void moveToQuarantine(const std::filesystem::path& dataDir, std::int64_t nowMillis);

/// Folders under `quarantine/` that still bear the mark, oldest first.
[[nodiscard]] std::vector<std::filesystem::path> pendingQuarantines(const std::filesystem::path& dataDir);

/// Copies every readable row of the file in `folder` into `target`, inside the caller's transaction. Rows that are
/// there already stay as they are, so it may run twice. Throws SqlFault for faults of the target only.
[[nodiscard]] Salvage salvageRows(Connection& target, const std::filesystem::path& folder, const std::string& vfs);

/// Takes the mark away; to be called after the commit. Throws SqlFault.
void markSalvaged(const std::filesystem::path& folder);

} // namespace banshi::queue::store
