// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>

namespace banshi::queue::contract
{

/// ASCII tests that do not follow the locale, unlike those of <cctype>.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

constexpr bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

constexpr bool isLowerHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f');
}

constexpr bool areDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), isDigit);
}

/// The value of a text that areDigits() and has at most nine of them.
constexpr int number(std::string_view digits)
{
    int value = 0;
    for (const char digit : digits)
        value = value * 10 + (digit - '0');
    return value;
}

} // namespace banshi::queue::contract
