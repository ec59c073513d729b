// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/sandbox.h"

namespace banshi::drivers::host
{

/// Takes system calls away from this process. False when the kernel refuses the filter. Threads: main, before others
/// start.
[[nodiscard]] bool filterCalls(const SandboxRules& rules);

} // namespace banshi::drivers::host
