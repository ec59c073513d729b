// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/utf8.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace banshi::queue::contract
{

namespace
{

struct Range
{
    char32_t first;
    char32_t last;
};

constexpr std::array kHan = {
    Range{0x3007, 0x3007}, Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xE000, 0xF8FF},
    Range{0xF900, 0xFAFF}, Range{0x20000, 0x323AF}, Range{0xF0000, 0xFFFFD}, Range{0x100000, 0x10FFFD},
};

/// Length of the sequence that `lead` opens; 0 when it opens none.
std::size_t sequenceLength(std::uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

bool isScalar(char32_t point, std::size_t length)
{
    constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = point >= 0xD800 && point <= 0xDFFF;
    return point >= kSmallest.at(length) && point <= 0x10FFFF && !isSurrogate;
}

} // namespace

bool isUtf8(std::string_view text)
{
    // Most texts are digits and base64: whole words of ASCII need no more than one look.
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word)
    {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & kHighBits) != 0)
            break;
    }
    const auto isAscii = [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; };
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), isAscii) ||
           decodeUtf8(text.substr(at)).has_value();
}

std::optional<std::u32string> decodeUtf8(std::string_view text)
{
    std::u32string points;
    for (std::size_t at = 0; at < text.size();)
    {
        const auto lead = static_cast<std::uint8_t>(text[at]);
        const std::size_t length = sequenceLength(lead);
        if (length == 0 || at + length > text.size())
            return std::nullopt;
        char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i)
        {
            const auto next = static_cast<std::uint8_t>(text[at + i]);
            if ((next & 0xC0U) != 0x80U)
                return std::nullopt;
            point = (point << 6U) | (next & 0x3FU);
        }
        if (!isScalar(point, length))
            return std::nullopt;
        points.push_back(point);
        at += length;
    }
    return points;
}

std::string encodeUtf8(std::u32string_view points)
{
    std::string text;
    const auto tail = [&](char32_t point, unsigned shift) {
        text.push_back(static_cast<char>(0x80U | ((point >> shift) & 0x3FU)));
    };
    for (const char32_t point : points)
    {
        if (point < 0x80)
        {
            text.push_back(static_cast<char>(point));
            continue;
        }
        if (point < 0x800)
            text.push_back(static_cast<char>(0xC0U | (point >> 6U)));
        else if (point < 0x10000)
        {
            text.push_back(static_cast<char>(0xE0U | (point >> 12U)));
            tail(point, 6);
        }
        else
        {
            text.push_back(static_cast<char>(0xF0U | (point >> 18U)));
            tail(point, 12);
            tail(point, 6);
        }
        tail(point, 0);
    }
    return text;
}

bool isHan(char32_t point)
{
    return std::any_of(kHan.begin(), kHan.end(),
                       [point](const Range& range) { return point >= range.first && point <= range.last; });
}

} // namespace banshi::queue::contract
