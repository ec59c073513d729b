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

/// Copies every readable row of the file in `folder` into `target`, inside the caller's transaction. Rows that are
/// there already stay as they are, so it may run twice. Throws SqlFault for faults of the target only.
[[nodiscard]] Salvage salvageRows(Connection& target, const std::filesystem::path& folder, const std::string& vfs);

} // namespace banshi::queue::store
