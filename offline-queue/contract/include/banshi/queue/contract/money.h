// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// Money is an integer of fen; this is the most that one value may hold.
inline constexpr std::int64_t kMostFen = 2'000'000'000;

/// Format `fen`: 0 to kMostFen. Threads: any.
[[nodiscard]] constexpr bool isFen(std::int64_t fen)
{
    return fen >= 0 && fen <= kMostFen;
}

/// Reads yuan as typed: `12`, `12.3`, `12.30`, never through floating point. Nothing for signs, exponents,
/// more than two decimals, separators, blanks, leading zeros, and amounts above kMostFen. Threads: any.
[[nodiscard]] std::optional<std::int64_t> parseFen(std::string_view yuan);
/// `1230` becomes `12.30`. Negative amounts (differences) keep their sign. Threads: any.
[[nodiscard]] std::string formatFen(std::int64_t fen);

} // namespace banshi::queue::contract
