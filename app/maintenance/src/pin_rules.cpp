// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/pin_rules.h"

#include "banshi/app/maintenance/codes.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace banshi::app::maintenance
{

namespace
{

int number(std::string_view digits)
{
    int value = 0;
    for (const char digit : digits)
        value = value * 10 + (digit - '0');
    return value;
}

/// Every digit differs from the one before by the same step, 9 and 0 being neighbours.
bool isSequence(std::string_view pin)
{
    const int step = (pin[1] - pin[0] + 10) % 10;
    for (std::size_t i = 1; i < pin.size(); ++i)
        if ((pin[i] - pin[i - 1] + 10) % 10 != step)
            return false;
    return true;
}

bool isRepeatedBlock(std::string_view pin)
{
    for (std::size_t block = 1; block <= pin.size() / 2; ++block)
        if (pin.size() % block == 0 && pin.substr(block) == pin.substr(0, pin.size() - block))
            return true;
    return false;
}

bool isDay(int year, int month, int day)
{
    using namespace std::chrono;
    return year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                          std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

bool isDate(std::string_view pin)
{
    constexpr int kLeapYear = 2000; // two digits do not tell the century, so 29 February counts
    const auto part = [&](std::size_t at, std::size_t count) { return number(pin.substr(at, count)); };
    const auto isYear = [](int year) { return year >= 1900 && year < 2100; };
    if (pin.size() == 6)
        return isDay(kLeapYear, part(2, 2), part(4, 2)) || isDay(kLeapYear, part(2, 2), part(0, 2));
    if (pin.size() == 8)
        return (isYear(part(0, 4)) && isDay(part(0, 4), part(4, 2), part(6, 2))) ||
               (isYear(part(4, 4)) && isDay(part(4, 4), part(2, 2), part(0, 2)));
    return false;
}

} // namespace

std::string_view faultOfNewPin(std::string_view pin)
{
    constexpr std::size_t kLeastDifferent = 3;
    const bool isDigits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isDigits || pin.size() < kLeastPinDigits || pin.size() > kMostPinDigits)
        return code::kPinLength;
    if (std::set<char>(pin.begin(), pin.end()).size() < kLeastDifferent || isSequence(pin) || isRepeatedBlock(pin))
        return code::kPinTrivial;
    return isDate(pin) ? code::kPinIsDate : std::string_view();
}

} // namespace banshi::app::maintenance
