// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite.h"

namespace banshi::queue::store
{

/// What the store itself writes into the audit table. `before` and `after` are JSON texts.
struct AuditLine
{
    std::int64_t at = 0;
    std::string what;
    std::string before;
    std::string after;
    std::string who = "gateway";
};

/// Throws SqlFault. Threads: the writer's.
void insertAudit(Connection& database, const AuditLine& line);

} // namespace banshi::queue::store
