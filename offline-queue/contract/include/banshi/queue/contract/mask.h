// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// What may be shown or printed on a slip of a person's data. Text that is not UTF-8 becomes `*`. Threads:
/// any.

/// 张三 -> 张*, 欧阳测试 -> 欧阳** (compound surnames stay whole when something follows), `·` and blanks are
/// kept.
[[nodiscard]] std::string maskName(std::string_view name);
/// First six and last four: 440399********0018. Shorter than twelve characters: last four at most.
[[nodiscard]] std::string maskIdNumber(std::string_view number);
/// 138****8000; anything but eleven digits: last four at most.
[[nodiscard]] std::string maskMobile(std::string_view mobile);
/// `*` for all but the last four; texts of up to four characters become `*` altogether. For accounts and
/// slips.
[[nodiscard]] std::string maskAllButLastFour(std::string_view text);

} // namespace banshi::queue::contract
