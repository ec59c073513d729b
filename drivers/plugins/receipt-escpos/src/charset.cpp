// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/charset.h"

#include <array>
#include <bit>
#include <iconv.h>
#include <memory>

namespace banshi::drivers::plugins::receipt_escpos
{

namespace
{

constexpr char32_t kReplacement = 0xfffd;

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

// Marks that have no width of their own: combining marks, variation selectors, joiners.
bool isMark(char32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe00 && c <= 0xfe0f) ||
           (c >= 0xfe20 && c <= 0xfe2f) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x200c || c == 0x200d ||
           (c >= 0x302a && c <= 0x302f) || c == 0x3099 || c == 0x309a;
}

// Characters that heads draw, but GBK lists under another code point.
char32_t substitute(char32_t c)
{
    switch (c)
    {
    case 0xa5:
        return 0xffe5; // yen sign
    case 0xa0:
        return 0x20; // no-break space
    default:
        return c;
    }
}

char32_t decodeOne(std::string_view text, std::size_t& at)
{
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80)
        return first;
    const int more = std::countl_one(first) - 1;
    if (more < 1 || more > 3)
        return kReplacement;
    char32_t c = first & (0x3fU >> more);
    for (int i = 0; i < more; ++i)
    {
        if (at == text.size() || (byte(at) & 0xc0) != 0x80)
            return kReplacement;
        c = (c << 6) | (byte(at++) & 0x3fU);
    }
    static constexpr std::array<char32_t, 4> kLeast{0, 0x80, 0x800, 0x10000};
    const bool wrong = c < kLeast[static_cast<std::size_t>(more)] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff);
    return wrong ? kReplacement : c;
}

void appendUtf8(std::string& text, char32_t c)
{
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80)
        return put(c);
    if (c < 0x800)
        put(0xc0 | c >> 6);
    else
    {
        if (c < 0x10000)
            put(0xe0 | c >> 12);
        else
        {
            put(0xf0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3f));
        }
        put(0x80 | (c >> 6 & 0x3f));
    }
    put(0x80 | (c & 0x3f));
}

} // namespace

std::vector<Character> charactersOf(std::string_view utf8)
{
    std::vector<Character> characters;
    for (std::size_t at = 0; at < utf8.size();)
    {
        const char32_t c = substitute(decodeOne(utf8, at));
        if (isControl(c))
            continue;
        if (isMark(c) && !characters.empty())
            characters.back().points += c;
        else
            characters.push_back({std::u32string(1, c), c < 0x80 ? 1 : 2});
    }
    return characters;
}

std::optional<std::vector<std::uint8_t>> encode(const Character& character, Charset charset)
{
    if (character.points.size() != 1)
        return std::nullopt; // the head cannot put marks on a character
    if (character.points[0] < 0x80)
        return std::vector<std::uint8_t>{static_cast<std::uint8_t>(character.points[0])};
    const std::unique_ptr<void, int (*)(iconv_t)> converter(
        iconv_open(charset == Charset::Gbk ? "GBK" : "GB18030", "UTF-8"), iconv_close);
    std::string in;
    appendUtf8(in, character.points[0]);
    std::array<char, 8> out{};
    char* from = in.data();
    char* to = out.data();
    std::size_t fromLeft = in.size();
    std::size_t toLeft = out.size();
    if (iconv(converter.get(), &from, &fromLeft, &to, &toLeft) != 0)
        return std::nullopt;
    const std::vector<std::uint8_t> bytes(out.data(), to);
    if (bytes.size() < 2)
        return std::nullopt;
    return bytes;
}

std::string utf8Of(const std::vector<Character>& characters)
{
    std::string text;
    for (const auto& character : characters)
        for (const char32_t c : character.points)
            appendUtf8(text, c);
    return text;
}

} // namespace banshi::drivers::plugins::receipt_escpos
