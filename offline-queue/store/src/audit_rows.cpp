// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit_rows.h"

namespace banshi::queue::store
{

void insertAudit(Connection& database, const AuditLine& line)
{
    database
        .prepare("INSERT INTO audit(at, who, what, before_value, after_value, "
                 "reason) VALUES(?1, ?2, ?3, ?4, ?5, '')")
        .with(line.at, line.who, line.what, line.before, line.after)
        .run();
}

} // namespace banshi::queue::store
