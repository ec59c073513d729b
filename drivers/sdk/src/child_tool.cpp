// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/child_tool.h"

#include "banshi/drivers/sdk/run_program.h"

#include <algorithm>

namespace banshi::drivers::sdk
{

namespace
{

constexpr std::chrono::milliseconds kEnding(100); // for a program whose pipe has closed, or is closed, to end by itself

// One request's time: at most `limit`, and from the moment in which the call has to stop no longer than `grace`.
class RequestCall : public CallContext
{
public:
    RequestCall(const CallContext& call, std::chrono::nanoseconds limit, std::chrono::nanoseconds grace)
        : m_call(call), m_grace(grace), m_end(call.now() + limit)
    {
    }

    [[nodiscard]] TimePoint now() const override { return m_call.now(); }
    [[nodiscard]] std::optional<TimePoint> deadline() const override
    {
        look();
        return m_end;
    }
    // A library cannot be stopped in the middle; it can be killed at the end.
    [[nodiscard]] bool cancelled() const override { return false; }
    bool pause(std::chrono::nanoseconds span) const override { return m_call.pause(span); }
    void event(const Event& what) const override { m_call.event(what); }

    /// Why the call had to stop, when it had to.
    [[nodiscard]] const std::optional<Failure>& stopped() const { return m_stopped; }

private:
    void look() const
    {
        if (m_stopped)
            return;
        m_stopped = m_call.stopReason();
        if (m_stopped)
            m_end = std::min(m_end, m_call.now() + m_grace);
    }

    const CallContext& m_call;
    const std::chrono::nanoseconds m_grace;
    mutable TimePoint m_end;
    mutable std::optional<Failure> m_stopped;
};

} // namespace

ChildTool::ChildTool(Program program, ToolHabits habits) : m_program(std::move(program)), m_habits(habits) {}

bool ChildTool::isRunning() const
{
    return m_channel && !m_channel->waitForEnd(std::chrono::milliseconds(0));
}

void ChildTool::stop()
{
    if (!m_channel)
        return;
    m_channel->endInput();
    (void)m_channel->waitForEnd(kEnding);
    m_channel.reset();
}

Outcome<ToolMessage> ChildTool::ask(std::string_view request, std::chrono::nanoseconds limit, const CallContext& call,
                                    ToolEffect effect)
{
    return ask(std::span(reinterpret_cast<const std::uint8_t*>(request.data()), request.size()), limit, call, effect);
}

Outcome<ToolMessage> ChildTool::ask(std::span<const std::uint8_t> request, std::chrono::nanoseconds limit,
                                    const CallContext& call, ToolEffect effect)
{
    if (!isRunning())
    {
        auto started = ProgramChannel::start(m_program, ProgramWires::Apart);
        if (!started)
            return started.failure();
        m_channel = std::move(*started);
        m_answers = 0;
    }
    const RequestCall ask(call, limit, m_habits.grace);
    const auto whyNot = [&ask](const Failure& failure) {
        const bool isLate = failure.code == ErrorCode::TimeOut;
        return isLate && ask.stopped() ? *ask.stopped() : failure;
    };
    if (const auto sent = sendToolMessage(*m_channel, ++m_number, request, ask); !sent)
    {
        const Failure why = whyNot(sent.failure());
        return why.code == ErrorCode::InvalidData ? why : lose(why.code, why.detail, ToolEffect::None);
    }
    auto answer = receiveToolMessage(*m_channel, m_number, ask);
    if (!answer)
    {
        const Failure why = whyNot(answer.failure());
        const bool isOverdue = why.code == ErrorCode::TimeOut && !ask.stopped();
        return isOverdue ? lose(ErrorCode::HardwareError, "no answer in time", effect)
                         : lose(why.code, why.detail, effect);
    }
    if (m_habits.tidies)
        m_channel->tidyFolder();
    if (++m_answers == m_habits.freshAfter)
        stop();
    return answer;
}

// A pipe that closes means that the program ends, or has something to hide.
Failure ChildTool::lose(ErrorCode code, const std::string& why, ToolEffect effect)
{
    std::string detail = why;
    if (code == ErrorCode::DeviceNotReady)
    {
        code = ErrorCode::HardwareError;
        if (const auto end = m_channel->waitForEnd(kEnding))
            detail = describe(*end);
    }
    m_channel.reset();
    return failure(effect == ToolEffect::MayHaveActed ? ErrorCode::OutcomeUnknown : code, std::move(detail));
}

} // namespace banshi::drivers::sdk
