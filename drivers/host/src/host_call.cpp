// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/host_call.h"

#include <algorithm>

namespace banshi::drivers::host
{

HostCall::HostCall(const base::Clock& clock, std::optional<base::MonoTime> deadline, std::stop_token stop,
                   EventSink events)
    : m_clock(clock), m_deadline(deadline), m_stop(std::move(stop)), m_events(std::move(events))
{
}

sdk::TimePoint HostCall::now() const
{
    return m_clock.now();
}

std::optional<sdk::TimePoint> HostCall::deadline() const
{
    return m_deadline;
}

bool HostCall::cancelled() const
{
    return m_stop.stop_requested();
}

bool HostCall::pause(std::chrono::nanoseconds span) const
{
    const base::MonoTime wanted = m_clock.now() + span;
    const base::MonoTime end = m_deadline ? std::min(wanted, *m_deadline) : wanted;
    return m_clock.waitUntil(end, m_stop) && end == wanted;
}

void HostCall::event(const sdk::Event& what) const
{
    if (m_events)
        m_events(what);
}

} // namespace banshi::drivers::host
