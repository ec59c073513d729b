// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core.h"

namespace banshi::queue::store
{

/// Opens the durable file as FORMAT.md, "Opening", tells: pragmas, checks, quarantine, salvage, epoch.
/// Throws SqlFault when it cannot be used now. Threads: the writer's.
[[nodiscard]] std::unique_ptr<Connection> openFile(Core& core);

} // namespace banshi::queue::store
