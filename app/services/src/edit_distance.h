// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace banshi::app::services
{

/// Changes (insert, delete, replace, swap neighbours) that turn one text into the other.
[[nodiscard]] int editDistance(std::u32string_view a, std::u32string_view b);
/// The least changes that turn `needle` into some part of `text` (Sellers' algorithm with swaps).
[[nodiscard]] int distanceToPart(std::u32string_view needle, std::u32string_view text);
/// The least changes that turn `needle` into a beginning of `text`.
[[nodiscard]] int distanceToStart(std::u32string_view needle, std::u32string_view text);

} // namespace banshi::app::services
