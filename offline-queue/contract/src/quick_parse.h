// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace banshi::queue::contract
{

/// Reads plain JSON in one pass: texts of ASCII without escapes, whole numbers of at most 18 digits, each member once.
/// What programs send each other is nearly always that, and most of it is base64, which nlohmann takes byte by byte.
/// Nothing: it is not plain, or no JSON at all; nlohmann has to be asked, so that there is one law. `text` must not be
/// nested deeper than kDeepest. Threads: any.
[[nodiscard]] std::optional<nlohmann::json> quickParse(std::string_view text);

} // namespace banshi::queue::contract
