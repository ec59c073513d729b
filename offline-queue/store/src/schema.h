// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite.h"

namespace banshi::queue::store
{

/// The format that this program writes, and the lowest one that can still write what it writes.
inline constexpr int kFormat = 2;
inline constexpr int kCompatibleFrom = 1;
inline constexpr std::int64_t kPageSize = 4096;

/// How the file is to behave.
struct Pragmas
{
    std::int64_t fileBudget = 0; ///< bytes
    bool syncEveryCommit = true;
};

/// Sets every pragma and reads it back. Throws SqlFault: InUse, Damaged, CannotOpen.
void applyPragmas(Connection& database, const Pragmas& wanted);

/// Makes the tables of a new file or migrates an older one. Throws SqlFault: NewerFormat and what SQLite says.
void ensureTables(Connection& database);

/// A value of table meta; empty when it is not there.
[[nodiscard]] std::string metaValue(Connection& database, std::string_view name);
void setMetaValue(Connection& database, std::string_view name, const std::string& value);

} // namespace banshi::queue::store
