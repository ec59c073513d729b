// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banshi::app::services
{

/// A name made ready for matching. Letters are lower case, Chinese as it is.
struct SearchName
{
    std::u32string text;                ///< without blanks
    std::vector<std::size_t> starts;    ///< where words of `text` begin
    std::u32string pinyin;              ///< without blanks; empty for names without Chinese
    std::vector<std::size_t> syllables; ///< where syllables of `pinyin` begin
    std::u32string folded;              ///< pinyin without accent
    std::u32string initials;
    int weight = 0; ///< 1…100
};

/// One typed word.
struct SearchWord
{
    std::u32string text;
    std::u32string folded; ///< without accent; empty unless it is all letters
    bool isLetters = false;
};

/// Prepares a name; `pinyin` has blanks between syllables.
[[nodiscard]] SearchName makeName(const std::string& text, const std::string& pinyin, int weight);
/// Splits what was typed at blanks, narrows full-width letters, lowers case; at most 64 characters count.
[[nodiscard]] std::vector<SearchWord> searchWords(std::string_view typed);
/// How well the word fits the name: 0 not at all, else up to 100 × weight.
[[nodiscard]] int matchScore(const SearchName& name, const SearchWord& word);

} // namespace banshi::app::services
