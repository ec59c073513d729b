// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/aim_identifier.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::plugins::scanner_serial
{

namespace
{

// ISO/IEC 15424: flag character ']', code character, modifier. '*' stands for any modifier; the first row that fits
// counts.
struct Row
{
    char code;
    char modifier;
    sdk::Symbology symbology;
};
constexpr std::array kRows{
    Row{'Q', '*', sdk::Symbology::QrCode},  Row{'d', '*', sdk::Symbology::DataMatrix},
    Row{'L', '*', sdk::Symbology::Pdf417},  Row{'z', '*', sdk::Symbology::Aztec},
    Row{'C', '1', sdk::Symbology::Ean128},  Row{'C', '*', sdk::Symbology::Code128},
    Row{'A', '*', sdk::Symbology::Code39},  Row{'E', '4', sdk::Symbology::Ean8},
    Row{'E', '0', sdk::Symbology::Ean13},   Row{'I', '*', sdk::Symbology::Itf},
    Row{'F', '*', sdk::Symbology::Codabar},
};

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool isModifier(char c)
{
    return (c >= '0' && c <= '9') || isLetter(c);
}

} // namespace

std::optional<sdk::Symbology> aimSymbology(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < kAimLength || bytes[0] != ']')
        return std::nullopt;
    const char code = static_cast<char>(bytes[1]);
    const char modifier = static_cast<char>(bytes[2]);
    if (!isLetter(code) || !isModifier(modifier))
        return std::nullopt;
    const auto* const row = std::ranges::find_if(kRows, [&](const Row& known) {
        return known.code == code && (known.modifier == '*' || known.modifier == modifier);
    });
    return row == kRows.end() ? sdk::Symbology::Unknown : row->symbology;
}

} // namespace banshi::drivers::plugins::scanner_serial
