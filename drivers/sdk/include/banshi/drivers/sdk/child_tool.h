// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/program_channel.h"
#include "banshi/drivers/sdk/tool_message.h"

#include <chrono>
#include <cstddef>

namespace banshi::drivers::sdk
{

/// What it may mean that a request has no answer.
enum class ToolEffect
{
    None,         ///< it asks, or can be repeated: reading, looking, connecting
    MayHaveActed, ///< paper or money may have moved: the failure is OutcomeUnknown
};

/// How a tool is kept. Threads: plain value.
struct ToolHabits
{
    /// After so many answers the tool is ended, as its library leaks; 0 for never.
    std::size_t freshAfter = 0;
    /// How long a request may go on that is cancelled or over its time before its tool is killed.
    std::chrono::milliseconds grace{200};
    /// Whether the files that a tool has left in its working folder are overwritten and removed after each answer, not
    /// only at its end: libraries leave there what they have read. False for one that needs its files again.
    bool tidies = true;
};

/// A vendor's library in a program of its own: it may crash, hang, call exit(), leak, print and spoil its process, and
/// costs its driver one request at most. The program is written with `tool_server.h` and knows one request at a time.
/// After each failure of ask() it has ended, and the next ask() starts a new one, which knows nothing of the former:
/// who has to log in, or to open the device again, looks at isRunning() before.
/// Threads: the driver's worker.
class ChildTool
{
public:
    explicit ChildTool(Program program, ToolHabits habits = {});
    ChildTool(const ChildTool&) = delete;
    ChildTool& operator=(const ChildTool&) = delete;
    ~ChildTool() = default;

    /// Sends one request and waits for its answer, at most `limit` long. A request that is cancelled, or whose call is
    /// over its deadline, has the grace of ToolHabits to end by itself; an answer within it counts.
    /// Errors: HardwareError when the tool ended, spoke no sense or gave no answer within `limit` (`detail` says
    /// which); Canceled, TimeOut (of `call`); OutcomeUnknown instead of these once a request with an effect has been
    /// handed over; InternalError when the tool cannot be started.
    [[nodiscard]] Outcome<ToolMessage> ask(std::span<const std::uint8_t> request, std::chrono::nanoseconds limit,
                                           const CallContext& call, ToolEffect effect = ToolEffect::None);
    [[nodiscard]] Outcome<ToolMessage> ask(std::string_view request, std::chrono::nanoseconds limit,
                                           const CallContext& call, ToolEffect effect = ToolEffect::None);
    /// False before the first request, after a failure, after stop(), and when the tool has ended while nobody asked.
    [[nodiscard]] bool isRunning() const;
    /// Ends the tool: it has a moment to end by itself when its input ends.
    void stop();

private:
    Failure lose(ErrorCode code, const std::string& why, ToolEffect effect);

    const Program m_program;
    const ToolHabits m_habits;
    std::unique_ptr<ProgramChannel> m_channel;
    std::size_t m_answers = 0;  // of this process
    std::uint32_t m_number = 0; // of the last question, to whichever process
};

} // namespace banshi::drivers::sdk
