// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace banshi::city
{

/// Why a paper cannot be drawn.
enum class PaperCode
{
    MissingGlyph, ///< no font on this machine has one of the characters; it is never replaced or dropped
    CannotDraw,
};
using PaperError = base::KitError<PaperCode>;

/// Everything that stands on a certificate.
struct PaperText
{
    std::string title;
    std::string titleEn;
    std::vector<std::pair<std::string, std::string>> facts; ///< label, value
    std::vector<std::string> paragraphs;
    std::vector<std::string> tableHead; ///< empty: no table
    std::vector<std::vector<std::string>> tableRows;
    std::string issuer; ///< also the ring of the seal
    std::string day;
    std::string serial;
    std::string licenceId;
    std::string verifyUrl; ///< the QR code
    std::string verifyCode;
};

/// A finished paper.
struct Paper
{
    std::string pdf;
    int pages = 0;
};

/// Draws an A4 paper as PDF: fonts embedded, every character extractable as the code point that went in, the red seal
/// as a vector picture. Fonts: Noto Serif CJK SC, then Noto Sans CJK SC, HanaMinA, HanaMinB, BabelStone Han.
/// Errors: MissingGlyph, CannotDraw. Threads: one at a time.
[[nodiscard]] base::Result<Paper, PaperError> drawPaper(const PaperText& text);

} // namespace banshi::city
