// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace banshi::drivers::virtual_hidpos
{

/// The report descriptor of the simulated scanner, written by hand after HID Point of Sale Usage Tables 1.02: input
/// report 2 (byte count, AIM identifier, 56 bytes of data, two of the maker's, "continued"), output report 4 with the
/// trigger. Threads: pure.
[[nodiscard]] const std::vector<std::uint8_t>& reportDescriptor();

inline constexpr std::uint8_t kDataReport = 2;
inline constexpr std::uint8_t kTriggerReport = 4;
inline constexpr std::size_t kDataLength = 56; ///< bytes of a code in one report

} // namespace banshi::drivers::virtual_hidpos
