// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/journal.h"
#include "core.h"

namespace banshi::queue::store
{

/// Writes an outcome; true when the same stands there already. Throws SqlFault: IntentUnknown, IntentClosed, Invalid.
/// Threads: the writer's.
bool closeIntent(Core& core, Connection& database, const NewOutcome& outcome, std::int64_t nowMillis);

} // namespace banshi::queue::store
