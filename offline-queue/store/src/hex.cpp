// SPDX-License-Identifier: GPL-3.0-or-later
#include "hex.h"

#include <algorithm>

namespace banshi::queue::store
{

namespace
{

constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kUuidText = 36;

bool isHyphenPlace(std::size_t at)
{
    return at == 8 || at == 13 || at == 18 || at == 23;
}

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

} // namespace

std::string toHex(std::span<const std::uint8_t> bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes)
    {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 0x0f];
    }
    return text;
}

std::optional<Bytes> uuidBytes(const std::string& text)
{
    if (text.size() != kUuidText)
        return std::nullopt;
    Bytes bytes;
    int high = -1;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        if (isHyphenPlace(i))
        {
            if (text[i] != '-')
                return std::nullopt;
            continue;
        }
        const int value = digit(text[i]);
        if (value < 0)
            return std::nullopt;
        if (high < 0)
        {
            high = value;
            continue;
        }
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + value));
        high = -1;
    }
    return bytes;
}

std::string uuidText(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() != kUuidBytes)
        return {};
    std::string text = toHex(bytes);
    for (const std::size_t at : {8U, 13U, 18U, 23U})
        text.insert(at, 1, '-');
    return text;
}

bool isSha256Text(std::string_view text)
{
    constexpr std::size_t kDigits = 64;
    return text.size() == kDigits && std::all_of(text.begin(), text.end(), [](char c) { return digit(c) >= 0; });
}

} // namespace banshi::queue::store
