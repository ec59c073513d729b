// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/program_channel.h"
#include "banshi/drivers/sdk/tool_message.h"

namespace banshi::drivers::sdk
{

/// Runs a program once: `input` on its standard input, then its end; what it writes to its standard output is returned
/// when it has ended with exit code 0. Whatever it does, it has ended and its folder is gone when this returns.
/// Errors: HardwareError when it ends otherwise, writes more than `longest` bytes or has not ended after `limit`;
/// Canceled, TimeOut; InternalError when it cannot be started. Threads: the driver's worker, which waits.
[[nodiscard]] Outcome<ToolMessage> runProgram(const Program& program, std::span<const std::uint8_t> input,
                                              std::size_t longest, std::chrono::nanoseconds limit,
                                              const CallContext& call);

/// The words of an end for developers: `the program ended with signal 11`. Threads: pure.
[[nodiscard]] std::string describe(const ProgramEnd& end);

} // namespace banshi::drivers::sdk
