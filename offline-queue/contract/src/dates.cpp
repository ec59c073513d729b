// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/dates.h"

#include "text_tests.h"

namespace banshi::queue::contract
{

namespace
{
constexpr int kFirstYear = 1850;
constexpr int kLastYear = 2199;

bool isYear(int year)
{
    return year >= kFirstYear && year <= kLastYear;
}
} // namespace

std::optional<Day> parseCardDate(std::string_view text)
{
    if (text.size() != 8 || !areDigits(text) || !isYear(number(text.substr(0, 4))))
        return std::nullopt;
    const Day day(std::chrono::year(number(text.substr(0, 4))),
                  std::chrono::month(static_cast<unsigned>(number(text.substr(4, 2)))),
                  std::chrono::day(static_cast<unsigned>(number(text.substr(6, 2)))));
    return day.ok() ? std::optional(day) : std::nullopt;
}

bool isCardEnd(std::string_view text)
{
    return text == "长期" || parseCardDate(text).has_value();
}

bool isYearMonth(std::string_view text)
{
    if (text.size() != 7 || text[4] != '-' || !areDigits(text.substr(0, 4)) || !areDigits(text.substr(5)))
        return false;
    const int month = number(text.substr(5));
    return isYear(number(text.substr(0, 4))) && month >= 1 && month <= 12;
}

bool isUtc(std::string_view text)
{
    constexpr std::size_t kLongest = 40;
    return text.size() <= kLongest && text.ends_with('Z') && base::fromRfc3339(std::string(text)).has_value();
}

std::optional<Day> trustedToday(const base::Clock& clock)
{
    const base::WallTime wall = clock.wall();
    if (!wall.trusted)
        return std::nullopt;
    return Day(std::chrono::floor<std::chrono::days>(wall.utc + std::chrono::hours(8)));
}

} // namespace banshi::queue::contract
