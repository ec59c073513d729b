// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/program_channel.h"

namespace banshi::drivers::sdk
{

/// A running program as its parent has it; the descriptors do not block and belong to whoever gets this.
/// Threads: plain value.
struct StartedProgram
{
    pid_t process = -1;
    int toProgram = -1;
    int fromProgram = -1;
};

/// Starts a program in `folder`. Errors: InternalError with the system's reason. Threads: the program ends with the
/// calling thread.
[[nodiscard]] Outcome<StartedProgram> startProgram(const Program& program, ProgramWires wires,
                                                   const std::string& folder);

} // namespace banshi::drivers::sdk
