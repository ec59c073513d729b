// SPDX-License-Identifier: GPL-3.0-or-later
#include "long_texts.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;

/// From so many bytes on a text is set aside.
constexpr std::size_t kLong = 32;

/// Printable ASCII without the backslash: such a string stands for itself.
bool isPlain(std::string_view text)
{
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHighBits = 0x80 * kOnes;
    constexpr std::uint64_t kSpaces = 0x20 * kOnes;
    if (text.find('\\') != std::string_view::npos)
        return false;
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word)
    {
        std::memcpy(&word, text.data() + at, sizeof word);
        // A byte below 0x20 borrows from its high bit; one above 0x7F has it.
        if ((((word - kSpaces) | word) & kHighBits) != 0)
            return false;
    }
    for (; at < text.size(); ++at)
        if (static_cast<unsigned char>(text[at]) < 0x20 || static_cast<unsigned char>(text[at]) > 0x7F)
            return false;
    return true;
}

struct LongText
{
    std::size_t number; // among all texts of the document that are no names
    std::string_view content;
};

/// A document and the long texts that were taken out of it; empty texts stand in their places.
struct Shortened
{
    std::string text;
    std::vector<LongText> longTexts;
};

bool isName(std::string_view text, std::size_t end)
{
    const std::size_t next = text.find_first_not_of(" \t\r\n", end + 1);
    return next != std::string_view::npos && text[next] == ':';
}

Shortened shorten(std::string_view text)
{
    Shortened shortened;
    std::size_t number = 0;
    std::size_t taken = 0; // up to here all is in the shortened text
    for (std::size_t start = text.find('"'); start != std::string_view::npos;)
    {
        const std::size_t end = endOfString(text, start + 1);
        if (end < text.size() && !isName(text, end))
        {
            const auto content = text.substr(start + 1, end - start - 1);
            if (content.size() >= kLong && isPlain(content))
            {
                shortened.text.append(text.substr(taken, start + 1 - taken));
                shortened.longTexts.push_back({number, content});
                taken = end;
            }
            ++number;
        }
        start = end < text.size() ? text.find('"', end + 1) : std::string_view::npos;
    }
    if (!shortened.longTexts.empty())
        shortened.text.append(text.substr(taken));
    return shortened;
}

} // namespace

std::size_t endOfString(std::string_view text, std::size_t at)
{
    for (std::size_t end = text.find('"', at); end != std::string_view::npos; end = text.find('"', end + 1))
    {
        std::size_t first = end;
        while (first > at && text[first - 1] == '\\')
            --first;
        if ((end - first) % 2 == 0)
            return end;
    }
    return text.size();
}

json parseWithLongTexts(std::string_view text)
{
    const Shortened shortened = shorten(text);
    if (shortened.longTexts.empty())
        return json::parse(text, nullptr, false);
    auto next = shortened.longTexts.begin();
    std::size_t number = 0;
    const auto putIn = [&](int, json::parse_event_t event, json& value) {
        if (event != json::parse_event_t::value || !value.is_string())
            return true;
        if (next != shortened.longTexts.end() && next->number == number)
            value = std::string((next++)->content);
        ++number;
        return true;
    };
    return json::parse(shortened.text, putIn, false);
}

} // namespace banshi::queue::contract
