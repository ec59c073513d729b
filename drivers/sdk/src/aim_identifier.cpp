// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/aim_identifier.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::sdk
{

namespace
{

// ISO/IEC 15424: flag character ']', code character, modifier. '*' stands for any modifier; the first row that fits
// counts.
struct Row
{
    char code;
    char modifier;
    Symbology symbology;
};
constexpr std::array kRows{
    Row{'Q', '*', Symbology::QrCode}, Row{'d', '*', Symbology::DataMatrix}, Row{'L', '*', Symbology::Pdf417},
    Row{'z', '*', Symbology::Aztec},  Row{'C', '1', Symbology::Ean128},     Row{'C', '*', Symbology::Code128},
    Row{'A', '*', Symbology::Code39}, Row{'E', '4', Symbology::Ean8},       Row{'E', '0', Symbology::Ean13},
    Row{'I', '*', Symbology::Itf},    Row{'F', '*', Symbology::Codabar},
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

std::optional<Symbology> aimSymbology(std::span<const std::uint8_t> bytes)
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
    return row == kRows.end() ? Symbology::Unknown : row->symbology;
}

} // namespace banshi::drivers::sdk
