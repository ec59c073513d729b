// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace banshi::queue::contract
{

/// The quotation mark that ends the string in which `at` stands; the text's size when none does. Threads: any.
[[nodiscard]] std::size_t endOfString(std::string_view text, std::size_t at);

/// What nlohmann::json::parse() makes of `text`, discarded values included. Long texts in which nothing has to be
/// interpreted (sealed bytes, hashes) are set aside before and put in behind: the library looks at each character
/// several times, and these are nearly all of a batch. Threads: any.
[[nodiscard]] nlohmann::json parseWithLongTexts(std::string_view text);

} // namespace banshi::queue::contract
