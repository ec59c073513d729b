// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::drivers::plugins::receipt_escpos
{

/// What the character generator of the print head holds.
enum class Charset
{
    Gbk,     ///< GBK (CP936 without the euro): two bytes a character
    Gb18030, ///< GB 18030-2000 and later: two or four bytes a character
};

/// One user-perceived character: a code point with the marks that belong to it. `cells` is its width in columns.
struct Character
{
    std::u32string points;
    int cells = 1;
};

/// Splits UTF-8 into characters. Control characters (C0, DEL, C1) are dropped, so that no text can smuggle a printer
/// command; broken UTF-8 becomes U+FFFD. ASCII takes one cell, everything else two, as double-byte heads print it.
[[nodiscard]] std::vector<Character> charactersOf(std::string_view utf8);

/// The bytes of one character in the head's code, or nothing when the head does not hold it.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> encode(const Character& character, Charset charset);

/// UTF-8 of a sequence of characters.
[[nodiscard]] std::string utf8Of(const std::vector<Character>& characters);

} // namespace banshi::drivers::plugins::receipt_escpos
