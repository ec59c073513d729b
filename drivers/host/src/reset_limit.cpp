// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/reset_limit.h"

namespace banshi::drivers::host
{

std::optional<base::Nanoseconds> ResetLimit::begin(base::MonoTime now)
{
    constexpr base::Nanoseconds kWindow = std::chrono::hours(1);
    while (!m_begun.empty() && now - m_begun.front() >= kWindow)
        m_begun.pop_front();
    if (m_begun.size() >= static_cast<std::size_t>(m_perHour))
        return m_begun.empty() ? kWindow : m_begun.front() + kWindow - now;
    m_begun.push_back(now);
    return std::nullopt;
}

} // namespace banshi::drivers::host
