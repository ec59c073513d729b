// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace banshi::app::services
{

using ProgramVersion = std::array<int, 3>;

/// Reads `1.2.3`; nothing when it is none. Each number is at most 9999.
[[nodiscard]] std::optional<ProgramVersion> parseVersion(std::string_view text);

} // namespace banshi::app::services
