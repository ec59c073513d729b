// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace banshi::drivers::virtual_a4
{

inline constexpr int kFullTray = 250; ///< sheets
inline constexpr int kLowTray = 5;    ///< sheets

} // namespace banshi::drivers::virtual_a4
