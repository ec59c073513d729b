// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/year_month.h"

#include "banshi/queue/contract/dates.h"

#include <algorithm>
#include <fmt/format.h>

namespace banshi::app::services
{

using namespace std::chrono;

namespace
{

auto chinaTime(base::UtcTime utc)
{
    return floor<minutes>(utc + kChinaOffset);
}

/// Reads `count` digits at `at`; the caller has checked that they are digits.
unsigned digits(std::string_view text, std::size_t at, std::size_t count)
{
    unsigned number = 0;
    for (const char c : text.substr(at, count))
        number = number * 10 + static_cast<unsigned>(c - '0');
    return number;
}

} // namespace

year_month_day chinaDay(base::UtcTime utc)
{
    return year_month_day(floor<days>(chinaTime(utc)));
}

int chinaMinuteOfWeek(base::UtcTime utc)
{
    const auto time = chinaTime(utc);
    const auto day = floor<days>(time);
    constexpr int kMinutesOfDay = 24 * 60;
    return static_cast<int>(weekday(day).iso_encoding() - 1) * kMinutesOfDay + static_cast<int>((time - day).count());
}

YearMonth chinaMonth(base::UtcTime utc)
{
    const year_month_day day = chinaDay(utc);
    return day.year() / day.month();
}

std::string toText(YearMonth month)
{
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::optional<YearMonth> parseYearMonth(std::string_view text)
{
    if (!queue::contract::isYearMonth(text))
        return std::nullopt;
    return year(static_cast<int>(digits(text, 0, 4))) / month(digits(text, 5, 2));
}

std::optional<year_month_day> parseDay(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 10 || text[7] != '-' || !std::all_of(text.begin() + 8, text.end(), isDigit))
        return std::nullopt;
    const auto month = parseYearMonth(text.substr(0, 7));
    if (!month)
        return std::nullopt;
    const year_month_day result = *month / day(digits(text, 8, 2));
    return result.ok() ? std::optional(result) : std::nullopt;
}

int monthsInRange(YearMonth from, YearMonth to)
{
    return static_cast<int>((to - from).count()) + 1;
}

YearMonth rangeStart(YearMonth last, int count)
{
    return last - months(count - 1);
}

std::vector<YearMonth> lastMonths(YearMonth last, int count)
{
    std::vector<YearMonth> result;
    for (int i = 0; i < count; ++i)
        result.push_back(last - months(i));
    return result;
}

} // namespace banshi::app::services
