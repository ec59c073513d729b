// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/sandbox.h"

namespace banshi::drivers::host
{

/// Lets a driver that starts programs signal only those, and what they start: system calls cannot be told apart by
/// whose child a number is. Landlock can since Linux 6.12; where it cannot, nothing is done. False when the kernel
/// refuses. Threads: main, before others start.
[[nodiscard]] bool confineSignals(const SandboxRules& rules);

} // namespace banshi::drivers::host
