// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit_distance.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace banshi::app::services
{

namespace
{

using Row = std::vector<int>;

/// The last row of the table of distances: row[j] is the distance of `needle` to the part of `text` that ends at j and
/// starts at 0 (or anywhere, when `anyStart`).
Row lastRow(std::u32string_view needle, std::u32string_view text, bool anyStart)
{
    Row beforeLast;
    Row last(text.size() + 1, 0);
    if (!anyStart)
        std::iota(last.begin(), last.end(), 0);
    for (std::size_t i = 1; i <= needle.size(); ++i)
    {
        Row row(text.size() + 1);
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= text.size(); ++j)
        {
            const int replaced = last[j - 1] + (needle[i - 1] == text[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && needle[i - 1] == text[j - 2] && needle[i - 2] == text[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = std::move(last);
        last = std::move(row);
    }
    return last;
}

} // namespace

int editDistance(std::u32string_view a, std::u32string_view b)
{
    return lastRow(a, b, false).back();
}

int distanceToPart(std::u32string_view needle, std::u32string_view text)
{
    const Row row = lastRow(needle, text, true);
    return *std::min_element(row.begin(), row.end());
}

int distanceToStart(std::u32string_view needle, std::u32string_view text)
{
    const Row row = lastRow(needle, text, false);
    return *std::min_element(row.begin(), row.end());
}

} // namespace banshi::app::services
