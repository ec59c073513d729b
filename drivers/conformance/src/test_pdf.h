// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace banshi::drivers::conformance
{

/// A PDF of so many A4 pages that say nothing, with `remark` as a comment in its end.
[[nodiscard]] std::string testPdf(int pages, const std::string& remark);

} // namespace banshi::drivers::conformance
