// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/layout.h"

#include <algorithm>

namespace banshi::drivers::plugins::receipt_escpos
{

namespace
{

using Characters = std::vector<Character>;
using Place = Characters::const_iterator;

constexpr std::u32string_view kNeverFirst = U"，。、；：？！）》」』】〉”’…—,.;:?!)]}%";

bool isSpace(const Character& character)
{
    return character.points == U" ";
}

bool isLatin(const Character& character)
{
    return character.cells == 1 && !isSpace(character);
}

bool mayBreakBefore(Place begin, Place at)
{
    if (at == begin)
        return false;
    if (isSpace(*(at - 1)))
        return true;
    if (kNeverFirst.find(at->points[0]) != std::u32string_view::npos)
        return false;
    return !(isLatin(*(at - 1)) && isLatin(*at));
}

// The end of the line that starts at `begin` and may take `room` cells; always past `begin`.
Place lineEnd(Place begin, Place end, int room)
{
    Place fits = begin;
    int used = 0;
    while (fits != end && used + fits->cells <= room)
        used += (fits++)->cells;
    if (fits == end)
        return end;
    for (Place at = fits; at != begin; --at)
        if (mayBreakBefore(begin, at))
            return at;
    return fits == begin ? begin + 1 : fits;
}

Characters trimmed(Place begin, Place end)
{
    while (end != begin && isSpace(*(end - 1)))
        --end;
    return {begin, end};
}

} // namespace

int cellsOf(const std::vector<Character>& characters)
{
    int cells = 0;
    for (const auto& character : characters)
        cells += character.cells;
    return cells;
}

std::vector<PrintLine> breakText(const sdk::TextLine& text, int columns)
{
    const Characters all = charactersOf(text.text);
    const int size = std::clamp(text.size, 1, 2);
    std::vector<PrintLine> lines;
    Place at = all.begin();
    do
    {
        const Place end = lineEnd(at, all.end(), columns / size);
        lines.push_back({trimmed(at, end), size, text.bold, text.align});
        at = end;
    } while (at != all.end());
    return lines;
}

std::vector<PrintLine> setPair(const sdk::PairLine& pair, int columns)
{
    Characters left = charactersOf(pair.left);
    const Characters right = charactersOf(pair.right);
    const int gap = columns - cellsOf(left) - cellsOf(right);
    if (gap < 1)
    {
        auto lines = breakText({pair.left, 1, sdk::Align::Left, pair.bold}, columns);
        const auto below = breakText({pair.right, 1, sdk::Align::Right, pair.bold}, columns);
        lines.insert(lines.end(), below.begin(), below.end());
        return lines;
    }
    left.insert(left.end(), static_cast<std::size_t>(gap), Character{U" ", 1});
    left.insert(left.end(), right.begin(), right.end());
    return {{std::move(left), 1, pair.bold, sdk::Align::Left}};
}

} // namespace banshi::drivers::plugins::receipt_escpos
