// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/paper.h"

#include <algorithm>
#include <map>

namespace banshi::drivers::virtual_receipt
{

namespace
{

constexpr int kBlankLine = 30; // dots of unprinted paper that read as one empty line

struct Row
{
    int top = 0;
    int bottom = 0;
    std::string text;
    int cursor = 0; // dots
};

void add(Row& row, int x, int width, const std::string& text)
{
    row.text.append(static_cast<std::size_t>(std::max(0, x - row.cursor) / kCellWidth), ' ');
    row.text += text;
    row.cursor = x + width;
}

} // namespace

std::string Paper::text() const
{
    std::map<int, Row> rows; // by bottom edge
    for (const auto& glyph : glyphs)
    {
        Row& row = rows[glyph.y + glyph.height];
        row.top = row.text.empty() ? glyph.y : std::min(row.top, glyph.y);
        row.bottom = glyph.y + glyph.height;
        add(row, glyph.x, glyph.width, glyph.utf8);
    }
    for (const auto& picture : pictures)
    {
        Row& row = rows[picture.y + picture.rows];
        row.top = picture.y;
        row.bottom = picture.y + picture.rows;
        row.text = picture.qrText.empty() ? "▦" : "[QR] " + picture.qrText;
    }
    std::string all;
    int reached = 0;
    for (const auto& [bottom, row] : rows)
    {
        for (int gap = row.top - reached; gap >= kBlankLine; gap -= kBlankLine)
            all += '\n';
        all += row.text.substr(0, row.text.find_last_not_of(' ') + 1) + '\n';
        reached = bottom;
    }
    return all;
}

} // namespace banshi::drivers::virtual_receipt
