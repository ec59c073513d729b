// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/calendar.h"

#include "banshi/queue/contract/dates.h"

#include <fmt/core.h>

namespace banshi::city
{

namespace
{

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::local_days;

constexpr hours kChina(8);

local_days localDay(base::UtcTime time)
{
    return local_days(floor<days>((time + kChina).time_since_epoch()));
}

bool isWorkday(local_days day)
{
    const std::chrono::weekday weekday(day);
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

int number(std::chrono::year year)
{
    return static_cast<int>(year);
}

unsigned number(std::chrono::month month)
{
    return static_cast<unsigned>(month);
}

} // namespace

Day dayOf(base::UtcTime time)
{
    return Day(localDay(time));
}

Month monthOf(base::UtcTime time)
{
    const Day day = dayOf(time);
    return {day.year(), day.month()};
}

std::optional<Month> parseMonth(const std::string& text)
{
    if (!queue::contract::isYearMonth(text))
        return std::nullopt;
    return Month(std::chrono::year(std::stoi(text.substr(0, 4))),
                 std::chrono::month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))));
}

std::string monthText(Month month)
{
    return fmt::format("{:04}-{:02}", number(month.year()), number(month.month()));
}

std::string monthZh(Month month)
{
    return fmt::format("{}年{}月", number(month.year()), number(month.month()));
}

std::string dayZh(Day day)
{
    return fmt::format("{}年{}月{}日", number(day.year()), number(day.month()), static_cast<unsigned>(day.day()));
}

std::string dayDigits(Day day)
{
    return fmt::format("{:04}{:02}{:02}", number(day.year()), number(day.month()), static_cast<unsigned>(day.day()));
}

int monthsBetween(Month from, Month to)
{
    return static_cast<int>((to - from).count()) + 1;
}

base::UtcTime afterWorkdays(base::UtcTime time, int count)
{
    while (count > 0)
    {
        time += days(1);
        if (isWorkday(localDay(time)))
            --count;
    }
    return time;
}

int workdaysBetween(base::UtcTime from, base::UtcTime to)
{
    if (to < from)
        return -workdaysBetween(to, from);
    int count = 0;
    for (local_days day = localDay(from) + days(1); day <= localDay(to); day += days(1))
        count += isWorkday(day) ? 1 : 0;
    return count;
}

} // namespace banshi::city
