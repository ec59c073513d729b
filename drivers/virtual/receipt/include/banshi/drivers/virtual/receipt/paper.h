// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/receipt/command.h"

#include <string>
#include <variant>
#include <vector>

namespace banshi::drivers::virtual_receipt
{

/// Dots of the print head (72 mm at 8 dots per millimetre).
inline constexpr int kHeadDots = 576;
/// Dots of a character of size 1; a double-byte character is twice as wide.
inline constexpr int kCellWidth = 12;
inline constexpr int kCellHeight = 24;

/// One character where the head put it. Positions and sizes in dots.
struct Glyph
{
    int x = 0;
    int y = 0;
    int width = kCellWidth;
    int height = kCellHeight;
    bool bold = false;
    std::string utf8;
};
/// A picture or a QR code; `bits` row by row, most significant bit left, one bit a dot.
struct Picture
{
    int x = 0;
    int y = 0;
    int widthBytes = 0;
    int rows = 0;
    Bytes bits;
    std::string qrText; ///< what a scanner reads, empty for other pictures
};

/// What is on the strip of paper that hangs out of the printer. Threads: plain value.
struct Paper
{
    std::vector<Glyph> glyphs;
    std::vector<Picture> pictures;
    int length = 0; ///< dots fed so far

    [[nodiscard]] bool blank() const { return glyphs.empty() && pictures.empty(); }
    /// The slip as a person would type it: columns kept, `▦` for a picture, `[QR] text` for a code. UTF-8.
    [[nodiscard]] std::string text() const;
    /// Writes a picture of the slip on 80 mm paper (640 dots wide, print area 576) as PNG. Returns false on failure.
    [[nodiscard]] bool writePng(const std::string& path) const;
};

} // namespace banshi::drivers::virtual_receipt
