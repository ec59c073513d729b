// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace banshi::queue::tool
{

/// An object as lines `name: value`, `{items: […]}` as a table with a heading. For technicians: English, no sentences.
[[nodiscard]] std::string asText(const nlohmann::json& answer);

} // namespace banshi::queue::tool
