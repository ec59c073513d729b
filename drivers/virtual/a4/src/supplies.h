// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace banshi::drivers::virtual_a4
{

/// How full something is in each of its states.
struct Levels
{
    int full = 0;
    int low = 0;
};

inline constexpr Levels kTray{250, 5}; ///< sheets
inline constexpr Levels kToner{75, 5}; ///< per cent

/// The level of a state (`full`, `low`, `out`); nothing when there is no such state. Threads: pure.
[[nodiscard]] inline std::optional<int> levelOf(const std::string& state, const Levels& levels)
{
    if (state == "full")
        return levels.full;
    if (state == "low")
        return levels.low;
    return state == "out" ? std::optional(0) : std::nullopt;
}

} // namespace banshi::drivers::virtual_a4
