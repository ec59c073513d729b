// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/person_name.h"

#include "banshi/queue/contract/utf8.h"

#include <algorithm>

namespace banshi::queue::contract
{

namespace
{

constexpr char32_t kDot = 0x00B7;
constexpr std::u32string_view kLookAlikes = U"•・‧";

bool isLatin(char32_t point)
{
    const bool isAscii = (point >= U'A' && point <= U'Z') || (point >= U'a' && point <= U'z');
    return isAscii || (point >= 0x00C0 && point <= 0x024F && point != 0x00D7 && point != 0x00F7);
}

bool isLetter(char32_t point)
{
    return isHan(point) || isLatin(point);
}

bool isSeparator(char32_t point)
{
    return point == kDot || std::u32string_view(U" -',.’").find(point) != std::u32string_view::npos;
}

} // namespace

bool isPersonName(std::string_view text)
{
    constexpr std::size_t kLongest = 50;
    const auto points = decodeUtf8(text);
    if (!points || points->empty() || points->size() > kLongest)
        return false;
    const bool isKnown = std::all_of(points->begin(), points->end(),
                                     [](char32_t point) { return isLetter(point) || isSeparator(point); });
    // A full stop may end a Latin name ("JR."), no other separator may.
    return isKnown && isLetter(points->front()) && (isLetter(points->back()) || points->back() == U'.');
}

std::string normalisePersonName(std::string_view typed)
{
    auto points = decodeUtf8(typed);
    if (!points)
        return std::string(typed);
    std::u32string& name = *points;
    const auto isBlank = [](char32_t point) { return point == U' ' || point == 0x3000; };
    name.erase(name.begin(), std::find_if_not(name.begin(), name.end(), isBlank));
    name.erase(std::find_if_not(name.rbegin(), name.rend(), isBlank).base(), name.end());
    for (std::size_t i = 0; i < name.size(); ++i)
    {
        const bool isBetweenHan = i > 0 && i + 1 < name.size() && isHan(name[i - 1]) && isHan(name[i + 1]);
        if (kLookAlikes.find(name[i]) != std::u32string_view::npos || (name[i] == U'.' && isBetweenHan))
            name[i] = kDot;
    }
    return encodeUtf8(name);
}

} // namespace banshi::queue::contract
