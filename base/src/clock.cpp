// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/clock.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string_view>

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
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
    if (text.size() <= kShape.size())
        return std::nullopt;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < kShape.size(); ++i)
    {
        if (kShape[i] == 'd' ? !isDigit(text[i]) : text[i] != kShape[i])
            return std::nullopt;
    }
    const auto number = [&](std::size_t at, std::size_t size) { return std::stoi(text.substr(at, size)); };
    const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (!day.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60)
        return std::nullopt;
    std::size_t end = kShape.size();
    int millis = 0;
    if (text[end] == '.')
    {
        const std::size_t first = ++end;
        for (int weight = 100; end < text.size() && isDigit(text[end]); ++end, weight /= 10)
            millis += weight * (text[end] - '0');
        if (end == first)
            return std::nullopt;
    }
    if (text.substr(end) != "Z")
        return std::nullopt;
    return UtcTime(std::chrono::sys_days(day).time_since_epoch() + std::chrono::hours(number(11, 2)) +
                   std::chrono::minutes(number(14, 2)) + std::chrono::seconds(number(17, 2)) +
                   std::chrono::milliseconds(millis));
}

} // namespace banshi::base
