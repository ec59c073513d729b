// SPDX-License-Identifier: GPL-3.0-or-later
#include "pinyin.h"

#include "banshi/queue/contract/utf8.h"

#include <algorithm>
#include <sstream>

namespace banshi::app::services
{

std::size_t hanCount(std::string_view text)
{
    const auto points = queue::contract::decodeUtf8(text);
    return points ? static_cast<std::size_t>(std::count_if(points->begin(), points->end(), queue::contract::isHan)) : 0;
}

std::vector<std::string> syllablesOf(std::string_view pinyin)
{
    std::istringstream stream{std::string(pinyin)};
    std::vector<std::string> syllables;
    for (std::string syllable; stream >> syllable;)
        syllables.push_back(syllable);
    return syllables;
}

bool isSyllable(std::string_view syllable)
{
    constexpr std::size_t kLongest = 6; // zhuang, chuang, shuang
    return !syllable.empty() && syllable.size() <= kLongest &&
           std::all_of(syllable.begin(), syllable.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string initialsOf(std::string_view pinyin)
{
    std::string initials;
    for (const std::string& syllable : syllablesOf(pinyin))
        initials += syllable.front();
    return initials;
}

std::string joined(std::string_view pinyin)
{
    std::string letters(pinyin);
    letters.erase(std::remove(letters.begin(), letters.end(), ' '), letters.end());
    return letters;
}

std::string withoutAccent(std::string_view letters)
{
    constexpr std::string_view kVowels = "aeiouv";
    const auto isVowel = [&](std::size_t at) {
        return at < letters.size() && kVowels.find(letters[at]) != std::string_view::npos;
    };
    std::string folded;
    for (std::size_t i = 0; i < letters.size(); ++i)
    {
        const char c = letters[i];
        const bool afterSibilant = i > 0 && (letters[i - 1] == 'z' || letters[i - 1] == 'c' || letters[i - 1] == 's');
        const bool isTongueBack = c == 'h' && afterSibilant;
        const bool isBackNasal = c == 'g' && i > 0 && letters[i - 1] == 'n' && !isVowel(i + 1);
        if (isTongueBack || isBackNasal)
            continue;
        folded += c == 'n' && isVowel(i + 1) ? 'l' : c;
    }
    return folded;
}

} // namespace banshi::app::services
