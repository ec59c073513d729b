// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/driver_watch.h"

#include <algorithm>
#include <utility>

namespace banshi::drivers::host
{

DriverWatch::DriverWatch(const base::Clock& clock, base::Nanoseconds grace) : m_clock(clock), m_grace(grace) {}

DriverWatch::Turn::Turn(DriverWatch& watch, std::string what, std::optional<base::Nanoseconds> limit,
                        std::stop_token stop)
    : m_watch(watch)
{
    Running running{std::move(what), std::nullopt, std::move(stop)};
    if (limit)
        running.end = watch.m_clock.now() + *limit + watch.m_grace;
    const std::lock_guard lock(watch.m_mutex);
    watch.m_running = std::move(running);
}

DriverWatch::Turn::~Turn()
{
    const std::lock_guard lock(m_watch.m_mutex);
    m_watch.m_running.reset();
}

std::optional<std::string> DriverWatch::hungIn()
{
    const base::MonoTime now = m_clock.now();
    const std::lock_guard lock(m_mutex);
    if (!m_running)
        return std::nullopt;
    if (m_running->stop.stop_requested() && !std::exchange(m_running->isStopping, true))
        m_running->end = std::min(m_running->end.value_or(base::MonoTime::max()), now + m_grace);
    return m_running->end && now >= *m_running->end ? std::optional(m_running->what) : std::nullopt;
}

} // namespace banshi::drivers::host
