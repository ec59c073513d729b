// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace banshi::queue::store
{

/// Moves `queue.db` and its WAL into a new folder under `quarantine/` with the mark `salvage-pending`.
/// Throws SqlFault (ReadOnly, Full, …) when the disk does not let it.
void moveToQuarantine(const std::filesystem::path& dataDir, std::int64_t nowMillis);

/// Brings a move to its end that a crash interrupted: the log lies in quarantine already, its file does not. To be
/// called before the file is opened, which without its log lacks what was acknowledged last. Throws SqlFault.
void finishMoves(const std::filesystem::path& dataDir);

/// Folders under `quarantine/` that still bear the mark, oldest first.
[[nodiscard]] std::vector<std::filesystem::path> pendingQuarantines(const std::filesystem::path& dataDir);

/// Takes the mark away; to be called after the commit. Throws SqlFault.
void markSalvaged(const std::filesystem::path& folder);

} // namespace banshi::queue::store
