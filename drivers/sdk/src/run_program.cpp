// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/run_program.h"

namespace banshi::drivers::sdk
{

namespace
{

constexpr std::chrono::milliseconds kSlice(20); // between two looks at whether the program has ended

// One run of a program, from its start to its end.
class Run
{
public:
    Run(ProgramChannel& program, std::span<const std::uint8_t> input, std::size_t longest,
        std::chrono::nanoseconds limit, const CallContext& call)
        : m_program(program), m_input(input), m_longest(longest), m_call(call), m_end(call.atMost(limit))
    {
        m_output.bytes.resize(longest + 1); // never moved while it grows: no copy is left behind
    }

    Outcome<ToolMessage> toItsEnd()
    {
        for (;;)
        {
            if (const auto stop = whyToStop())
                return *stop;
            feed();
            const auto ended = m_program.waitForEnd(std::chrono::milliseconds(0));
            const auto count = m_program.read(std::span(m_output.bytes).subspan(m_size), m_call,
                                              std::min(m_end, m_call.now() + (ended ? kSlice * 0 : kSlice)));
            if (!count && count.failure().code != ErrorCode::DeviceNotReady)
                return count.failure();
            m_size += count ? *count : 0;
            if (m_size > m_longest)
                return failure(ErrorCode::HardwareError, "the program writes without an end");
            if (ended && (!count || *count == 0))
                return outputOf(*ended);
            if (!count) // its output has ended, it has not
                (void)m_program.waitForEnd(kSlice);
        }
    }

private:
    [[nodiscard]] std::optional<Failure> whyToStop() const
    {
        if (auto stop = m_call.stopReason())
            return stop;
        if (m_call.now() >= m_end)
            return failure(ErrorCode::HardwareError, "the program does not end");
        return std::nullopt;
    }

    // A program that does not want all of its input may still be right.
    void feed()
    {
        if (m_isFed)
            return;
        const auto count = m_input.empty() ? Outcome<std::size_t>(0) : m_program.offer(m_input);
        m_input = count ? m_input.subspan(*count) : std::span<const std::uint8_t>();
        m_isFed = m_input.empty();
        if (m_isFed)
            m_program.endInput();
    }

    Outcome<ToolMessage> outputOf(const ProgramEnd& end)
    {
        if (end.signal != 0 || end.exitCode != 0)
            return failure(ErrorCode::HardwareError, describe(end));
        m_output.bytes.resize(m_size);
        return std::move(m_output);
    }

    ProgramChannel& m_program;
    std::span<const std::uint8_t> m_input;
    bool m_isFed = false;
    const std::size_t m_longest;
    const CallContext& m_call;
    const TimePoint m_end;
    ToolMessage m_output;
    std::size_t m_size = 0;
};

} // namespace

std::string describe(const ProgramEnd& end)
{
    return "the program ended with " +
           (end.signal != 0 ? "signal " + std::to_string(end.signal) : "exit code " + std::to_string(end.exitCode));
}

Outcome<ToolMessage> runProgram(const Program& program, std::span<const std::uint8_t> input, std::size_t longest,
                                std::chrono::nanoseconds limit, const CallContext& call)
{
    const auto started = ProgramChannel::start(program, ProgramWires::Standard);
    if (!started)
        return started.failure();
    return Run(**started, input, longest, limit, call).toItsEnd();
}

} // namespace banshi::drivers::sdk
