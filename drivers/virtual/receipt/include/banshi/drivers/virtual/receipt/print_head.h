// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/receipt/paper.h"

#include <optional>
#include <string>

namespace banshi::drivers::virtual_receipt
{

/// Executes the commands that put dots on paper: line buffer, styles, pictures, QR codes. The character generator of
/// this model holds GBK only; what it does not hold comes out as an empty box.
/// Threads: one.
class PrintHead
{
public:
    /// Executes one command. Returns true when paper has moved.
    bool execute(const Command& command);
    [[nodiscard]] bool kanji() const { return m_style.kanji; }
    /// Takes the strip off (after a cut); styles stay.
    [[nodiscard]] Paper takePaper();
    [[nodiscard]] const Paper& paper() const { return m_paper; }
    /// Forgets the line buffer, as ESC @ and a buffer clear do; paper stays.
    void reset();

private:
    struct Style
    {
        bool kanji = true; // Chinese models start in kanji mode
        bool bold = false;
        int width = 1;
        int height = 1;
        int justify = 0;
        int spacing = 30;
    };
    struct QrState
    {
        int module = 3;
        int level = 48;
        Bytes data;
    };

    void put(const Bytes& text);
    void endLine();
    void feed(int dots) { m_paper.length += dots; }
    void qr(const QrFunction& command);
    void image(const RasterImage& command);
    [[nodiscard]] int left(int width) const;

    Style m_style;
    QrState m_qr;
    std::vector<Glyph> m_line;
    Paper m_paper;
};

/// The text that the character generator shows for one single or double byte; an empty box for unknown pairs. UTF-8.
[[nodiscard]] std::string glyphFor(std::span<const std::uint8_t> code);

} // namespace banshi::drivers::virtual_receipt
