// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/call_context.h"

#include <condition_variable>
#include <mutex>

namespace banshi::drivers::sdk
{

/// The context of what has to be said to a device although the operation was cancelled or is over its time: putting a
/// light out, aborting a job and seeing what became of it. Goes on for `limit` from its making and cannot be cancelled.
/// Threads: as CallContext.
class PartingCall : public CallContext
{
public:
    /// `call` must outlive this.
    PartingCall(const CallContext& call, std::chrono::nanoseconds limit) : m_call(call), m_end(call.now() + limit) {}

    [[nodiscard]] TimePoint now() const override { return m_call.now(); }
    [[nodiscard]] std::optional<TimePoint> deadline() const override { return m_end; }
    [[nodiscard]] bool cancelled() const override { return false; }
    /// A cancelled caller's pause() returns at once, but the device needs its time all the same.
    bool pause(std::chrono::nanoseconds span) const override
    {
        const TimePoint wanted = std::min(now() + span, m_end);
        if (!m_call.pause(wanted - now()) && now() < wanted)
        {
            std::unique_lock lock(m_mutex);
            m_nobody.wait_for(lock, wanted - now());
        }
        return now() < m_end;
    }
    void event(const Event& what) const override { m_call.event(what); }

private:
    const CallContext& m_call;
    TimePoint m_end;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_nobody; ///< never notified: what remains of a wait that nobody can cut short
};

} // namespace banshi::drivers::sdk
