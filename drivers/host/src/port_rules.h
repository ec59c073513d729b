// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/sandbox.h"

namespace banshi::drivers::host
{

/// What became of the rules for TCP ports.
enum class PortConfinement
{
    Done,
    NotOffered, ///< by this kernel (before 6.7), or for a sanitizer's build
    Failed,
};

/// Lets this process connect TCP only to the ports that the rules name, and bind none; on top of all other rules.
/// Threads: main, before others start.
[[nodiscard]] PortConfinement confinePorts(const SandboxRules& rules);

} // namespace banshi::drivers::host
