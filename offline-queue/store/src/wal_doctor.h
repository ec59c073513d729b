// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace banshi::queue::store
{

/// What was found in a write-ahead log.
struct WalFindings
{
    std::int64_t repaired = 0; ///< flipped bits that were put right
    /// A frame that cannot be repaired stands before sound ones: SQLite will take
    /// what stands before it only. (The torn end of a commit that was never acknowledged looks otherwise.)
    bool isDamaged = false;
};

/// SQLite ends its reading of the log silently at the first frame whose checksum does not fit, and so would lose
/// acknowledged commits behind a single flipped bit. This finds the bit by trying each, and writes it back, durably. To
/// be called before SQLite opens the file. A missing or empty log, or one that cannot be read, has no findings. Source:
/// sqlite.org/fileformat2.html, "The Write-Ahead Log".
[[nodiscard]] WalFindings treatWal(const std::filesystem::path& wal);

} // namespace banshi::queue::store
