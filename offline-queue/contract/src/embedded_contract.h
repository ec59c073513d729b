// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace banshi::queue::contract
{

/// The table that the build makes from the OpenAPI files: operations with all references resolved, problem
/// codes.
[[nodiscard]] std::string_view embeddedContract();

} // namespace banshi::queue::contract
