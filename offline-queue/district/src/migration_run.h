// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/migrations.h"
#include "connection.h"

namespace banshi::queue::district
{

/// Brings the schema up in one transaction, one instance at a time. Errors: NewerSchema, and those of
/// Connection::run().
[[nodiscard]] DistrictResult<void> migrate(Connection& connection, const SchemaPlan& plan);

} // namespace banshi::queue::district
