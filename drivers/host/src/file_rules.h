// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/sandbox.h"

namespace banshi::drivers::host
{

/// What became of the rules for files.
enum class FileConfinement
{
    Done,
    NotOffered, ///< by this kernel, or for a sanitizer's build
    Failed,
};

/// Lets this process open only what the rules name. Threads: main, before others start.
[[nodiscard]] FileConfinement confineFiles(const SandboxRules& rules);

} // namespace banshi::drivers::host
