// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::app::services
{

/// How many Chinese characters a UTF-8 text has.
[[nodiscard]] std::size_t hanCount(std::string_view text);
/// The parts of a text between blanks.
[[nodiscard]] std::vector<std::string> syllablesOf(std::string_view pinyin);
/// True for one to six lower-case letters.
[[nodiscard]] bool isSyllable(std::string_view syllable);
/// The first letters of the syllables.
[[nodiscard]] std::string initialsOf(std::string_view pinyin);
/// The syllables without blanks.
[[nodiscard]] std::string joined(std::string_view pinyin);
/// Letters as people mix them up: zh, ch, sh as z, c, s; final ng as n; n in front as l. Takes letters only.
[[nodiscard]] std::string withoutAccent(std::string_view letters);

} // namespace banshi::app::services
