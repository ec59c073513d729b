// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/sdk/call_context.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace banshi::drivers::host
{

/// The host's side of one device operation. Threads: the worker; the stop token may be triggered from any thread.
class HostCall : public sdk::CallContext
{
public:
    using EventSink = std::function<void(const sdk::Event&)>;

    /// `clock` must outlive the call.
    HostCall(const base::Clock& clock, std::optional<base::MonoTime> deadline, std::stop_token stop,
             EventSink events = {});

    [[nodiscard]] sdk::TimePoint now() const override;
    [[nodiscard]] std::optional<sdk::TimePoint> deadline() const override;
    [[nodiscard]] bool cancelled() const override;
    bool pause(std::chrono::nanoseconds span) const override;
    void event(const sdk::Event& what) const override;

private:
    const base::Clock& m_clock;
    std::optional<base::MonoTime> m_deadline;
    std::stop_token m_stop;
    EventSink m_events;
};

} // namespace banshi::drivers::host
