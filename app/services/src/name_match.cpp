// SPDX-License-Identifier: GPL-3.0-or-later
#include "name_match.h"

#include "banshi/queue/contract/utf8.h"
#include "edit_distance.h"
#include "pinyin.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

// How good a match is, before the name's weight; the order is what matters.
constexpr int kWhole = 100;
constexpr int kStart = 90;
constexpr int kPart = 80;
constexpr int kWholeInitials = 78;
constexpr int kPinyinStart = 76;
constexpr int kStartOfInitials = 70;
constexpr int kPinyinPart = 66;
constexpr int kAccentStart = 60;
constexpr int kPartOfInitials = 54;
constexpr int kAccentPart = 50;
constexpr int kOneTypo = 40;
constexpr int kTwoTypos = 25;

char32_t narrow(char32_t c)
{
    constexpr char32_t kWideFirst = 0xFF01;
    constexpr char32_t kWideLast = 0xFF5E;
    constexpr char32_t kWideBlank = 0x3000;
    if (c == kWideBlank)
        return U' ';
    const char32_t plain = c >= kWideFirst && c <= kWideLast ? c - kWideFirst + U'!' : c;
    return plain >= U'A' && plain <= U'Z' ? plain - U'A' + U'a' : plain;
}

std::u32string narrowed(std::string_view text)
{
    std::u32string points = queue::contract::decodeUtf8(text).value_or(std::u32string());
    std::transform(points.begin(), points.end(), points.begin(), narrow);
    return points;
}

bool isLetter(char32_t c)
{
    return c >= U'a' && c <= U'z';
}

std::u32string wide(std::string_view ascii)
{
    return {ascii.begin(), ascii.end()};
}

/// Whether the word stands in the text at one of the places where words begin.
bool standsAt(const std::u32string& text, const std::vector<std::size_t>& places, const std::u32string& word)
{
    return std::any_of(places.begin(), places.end(),
                       [&](std::size_t place) { return text.compare(place, word.size(), word) == 0; });
}

/// Changes that a word of this length may need. Chinese says more per character, so it needs fewer for a typo.
int mostTypos(const SearchWord& word)
{
    const std::size_t size = word.text.size();
    if (word.isLetters)
        return size >= 9 ? 2 : size >= 4 ? 1 : 0;
    return size >= 6 ? 2 : size >= 3 ? 1 : 0;
}

int typoScore(int typos)
{
    return typos <= 1 ? kOneTypo : kTwoTypos;
}

int textScore(const SearchName& name, const SearchWord& word)
{
    if (name.text == word.text)
        return kWhole;
    if (name.text.starts_with(word.text))
        return kStart;
    const bool isPart = word.isLetters ? standsAt(name.text, name.starts, word.text)
                                       : name.text.find(word.text) != std::u32string::npos;
    return isPart ? kPart : 0;
}

int pinyinScore(const SearchName& name, const SearchWord& word)
{
    if (name.pinyin.empty() || !word.isLetters)
        return 0;
    if (name.initials == word.text)
        return kWholeInitials;
    if (name.pinyin.starts_with(word.text))
        return kPinyinStart;
    if (word.text.size() > 1 && name.initials.starts_with(word.text))
        return kStartOfInitials;
    if (word.text.size() > 1 && standsAt(name.pinyin, name.syllables, word.text))
        return kPinyinPart;
    if (name.folded.starts_with(word.folded))
        return kAccentStart;
    if (word.text.size() > 2 && name.initials.find(word.text) != std::u32string::npos)
        return kPartOfInitials;
    return word.folded.size() > 3 && name.folded.find(word.folded) != std::u32string::npos ? kAccentPart : 0;
}

int typingScore(const SearchName& name, const SearchWord& word)
{
    const int most = mostTypos(word);
    if (most == 0)
        return 0;
    int typos = most + 1;
    if (word.isLetters && !name.pinyin.empty())
        typos = std::min(typos, distanceToStart(word.text, name.pinyin));
    if (word.isLetters)
    {
        for (const std::size_t start : name.starts)
            typos = std::min(typos, distanceToStart(word.text, std::u32string_view(name.text).substr(start)));
    }
    else
        typos = std::min(typos, distanceToPart(word.text, name.text));
    return typos <= most ? typoScore(typos) : 0;
}

} // namespace

SearchName makeName(const std::string& text, const std::string& pinyin, int weight)
{
    SearchName name;
    name.weight = weight;
    bool atStart = true;
    for (const char32_t c : narrowed(text))
    {
        const bool isBreak = c == U' ' || c == U'-' || c == U'.' || c == U',';
        if (!isBreak && atStart)
            name.starts.push_back(name.text.size());
        if (c != U' ')
            name.text += c;
        atStart = isBreak;
    }
    for (const std::string& syllable : syllablesOf(pinyin))
    {
        name.syllables.push_back(name.pinyin.size());
        name.pinyin += wide(syllable);
    }
    name.folded = wide(withoutAccent(joined(pinyin)));
    name.initials = wide(initialsOf(pinyin));
    return name;
}

std::vector<SearchWord> searchWords(std::string_view typed)
{
    constexpr std::size_t kLongest = 64;
    std::u32string points = narrowed(typed).substr(0, kLongest);
    points += U' ';
    std::vector<SearchWord> words;
    SearchWord word;
    for (const char32_t c : points)
    {
        if (c != U' ')
        {
            word.text += c;
            continue;
        }
        if (word.text.empty())
            continue;
        word.isLetters = std::all_of(word.text.begin(), word.text.end(), isLetter);
        if (word.isLetters)
            word.folded = wide(withoutAccent(std::string(word.text.begin(), word.text.end())));
        words.push_back(std::exchange(word, {}));
    }
    return words;
}

int matchScore(const SearchName& name, const SearchWord& word)
{
    int score = std::max(textScore(name, word), pinyinScore(name, word));
    if (score == 0)
        score = typingScore(name, word);
    return score * name.weight;
}

} // namespace banshi::app::services
