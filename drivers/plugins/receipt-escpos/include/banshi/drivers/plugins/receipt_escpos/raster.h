// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/receipt_escpos/layout.h"

#include <cstdint>
#include <vector>

namespace banshi::drivers::plugins::receipt_escpos
{

/// A monochrome picture as GS v 0 takes it: rows of `widthBytes`, most significant bit left, 1 is black.
struct Bitmap
{
    int widthBytes = 0;
    int rows = 0;
    std::vector<std::uint8_t> bits;
};

/// Draws one line for a head of `columns` cells of 12 × 24 dots, for characters that the head does not hold. Each
/// character stands in the cells that it would take as text. `height` is the height of the picture in dots.
/// No byte pair of the result looks like the start of a real-time command (10 04, 10 05, 10 14).
[[nodiscard]] Bitmap rasterise(const PrintLine& line, int columns, int height);

} // namespace banshi::drivers::plugins::receipt_escpos
