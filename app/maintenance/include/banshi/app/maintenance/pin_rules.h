// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace banshi::app::maintenance
{

inline constexpr std::size_t kLeastPinDigits = 6;
inline constexpr std::size_t kMostPinDigits = 12;

/// Why a new PIN is not taken (a code of codes.h), empty when it is good: 6 to 12 digits, at least three different
/// ones, no sequence, no repeated block, no calendar date. Threads: any.
[[nodiscard]] std::string_view faultOfNewPin(std::string_view pin);

} // namespace banshi::app::maintenance
