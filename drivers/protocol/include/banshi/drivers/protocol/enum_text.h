// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace banshi::drivers::protocol
{

/// The words that stand for the values of one enum on the wire.
template <class Enum, std::size_t N>
struct EnumTexts
{
    std::array<std::pair<Enum, std::string_view>, N> entries;

    [[nodiscard]] std::string text(Enum value) const
    {
        for (const auto& [known, word] : entries)
            if (known == value)
                return std::string(word);
        return {};
    }
    [[nodiscard]] std::optional<Enum> value(std::string_view word) const
    {
        for (const auto& [known, text] : entries)
            if (text == word)
                return known;
        return std::nullopt;
    }
};

template <class Enum, std::size_t N>
EnumTexts(std::array<std::pair<Enum, std::string_view>, N>) -> EnumTexts<Enum, N>;

} // namespace banshi::drivers::protocol
