// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/receipt_escpos/charset.h"

#include <banshi/drivers/sdk/receipt_printer.h>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::receipt_escpos
{

/// One printed line: at most `columns` cells of size 1.
struct PrintLine
{
    std::vector<Character> characters;
    int size = 1;
    bool bold = false;
    sdk::Align align = sdk::Align::Left;
};

/// Columns that the characters take at size 1.
[[nodiscard]] int cellsOf(const std::vector<Character>& characters);

/// Breaks a paragraph into lines: at spaces where Latin words allow it, anywhere between Chinese characters, never
/// before closing punctuation. An empty text gives one empty line.
[[nodiscard]] std::vector<PrintLine> breakText(const sdk::TextLine& text, int columns);

/// Sets a pair: both on one line with the gap filled, or the left part above and the right part at the right edge.
[[nodiscard]] std::vector<PrintLine> setPair(const sdk::PairLine& pair, int columns);

} // namespace banshi::drivers::plugins::receipt_escpos
