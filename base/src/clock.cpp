// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/clock.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace banshi::base
{

bool Clock::waitUntil(MonoTime when, std::stop_token stop) const
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested())
    {
        if (now() >= when)
            return true;
        const unsigned seen = m_jumps;
        const auto moved = [this, seen] { return m_jumps != seen; };
        if (const auto real = realUntil(when))
            m_moved.wait_for(lock, stop, *real, moved);
        else
            m_moved.wait(lock, stop, moved);
    }
    return false;
}

std::shared_ptr<void> Clock::onJump(std::function<void()> listener) const
{
    auto entry = std::make_shared<std::function<void()>>(std::move(listener));
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_listeners, [](const auto& known) { return known.expired(); });
    m_listeners.push_back(entry);
    return entry;
}

void Clock::announceJump() const
{
    std::vector<std::shared_ptr<std::function<void()>>> alive;
    {
        const std::lock_guard lock(m_mutex);
        ++m_jumps;
        for (const auto& known : m_listeners)
            if (auto listener = known.lock())
                alive.push_back(std::move(listener));
    }
    m_moved.notify_all();
    for (const auto& listener : alive)
        (*listener)();
}

std::int64_t toUnixMillis(UtcTime time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string toRfc3339(UtcTime time)
{
    const std::int64_t millis = toUnixMillis(time);
    const std::int64_t fraction = ((millis % 1000) + 1000) % 1000;
    const std::time_t seconds = static_cast<std::time_t>((millis - fraction) / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900, parts.tm_mon + 1,
                  parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, static_cast<int>(fraction));
    return text;
}

std::optional<UtcTime> fromRfc3339(const std::string& text)
{
    std::tm parts{};
    int millis = 0;
    int used = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                    &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &used) != 6)
        return std::nullopt;
    if (text.size() > static_cast<std::size_t>(used) && text[static_cast<std::size_t>(used)] == '.')
    {
        int more = 0;
        if (std::sscanf(text.c_str() + used, ".%3d%n", &millis, &more) != 1)
            return std::nullopt;
        used += more;
    }
    if (text.substr(static_cast<std::size_t>(used)) != "Z")
        return std::nullopt;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return UtcTime(std::chrono::seconds(timegm(&parts)) + std::chrono::milliseconds(millis));
}

} // namespace banshi::base
