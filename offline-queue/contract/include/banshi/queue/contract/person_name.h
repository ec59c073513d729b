// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// Format `cn-name`: 1 to 50 code points, each a Han character (also private use, see isHan()), a Latin
/// letter, the separator `·` (U+00B7, 民委发〔2016〕33号), or inside a Latin name a blank, hyphen,
/// apostrophe, comma or full stop. A name neither starts nor ends with a separator. There is no rule of "two
/// to four characters". Threads: any.
[[nodiscard]] bool isPersonName(std::string_view text);

/// Turns the look-alikes • ・ ‧ and, between Han characters, `.` into `·`, drops blanks at both ends. Code
/// points are kept as they are, no Unicode normalisation. Text that is not UTF-8 comes back unchanged.
/// Threads: any.
[[nodiscard]] std::string normalisePersonName(std::string_view typed);

} // namespace banshi::queue::contract
