// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace banshi::drivers::host
{

/// How much a driver may take before the kernel says no to it, not to the machine.
struct ProcessLimits
{
    int memoryMib = 0; ///< address space; 0 for no limit. A sanitizer's build needs terabytes and gets no limit.
};

/// Sets the limits for this process and its children: address space, 256 open files, and no core file, in which
/// somebody's card might stand. False when the kernel refuses. Threads: main, before others start.
[[nodiscard]] bool limitProcess(const ProcessLimits& limits);

} // namespace banshi::drivers::host
