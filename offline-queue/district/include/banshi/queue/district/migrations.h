// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace banshi::queue::district
{

/// The SQL that makes each version of the schema from the one before; the first makes version 1. A version only ever
/// adds what the version before can live without: programs of both run side by side while instances are replaced.
[[nodiscard]] const std::vector<const char*>& embeddedMigrations();

/// The steps that a database is brought up by, and the oldest program that their result still lets in. Threads: value.
struct SchemaPlan
{
    std::vector<const char*> steps = embeddedMigrations();
    int compatibleFrom = 1; ///< lowest version of a program that may go on beside this one
};

} // namespace banshi::queue::district
