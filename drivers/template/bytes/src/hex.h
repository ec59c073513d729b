// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::drivers::plugins::example_driver
{

/// Bytes as small hex digits, as this device sends and takes them in its lines. Threads: any.
[[nodiscard]] inline std::string toHex(std::span<const std::uint8_t> bytes)
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes)
    {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

/// What small hex digits stand for; nothing when the text is not made of pairs of them. Threads: any.
[[nodiscard]] inline std::optional<std::vector<std::uint8_t>> fromHex(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::vector<std::uint8_t> bytes;
    if (text.size() % 2 != 0)
        return std::nullopt;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2)
    {
        const auto high = kDigits.find(text[i]);
        const auto low = kDigits.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

} // namespace banshi::drivers::plugins::example_driver
