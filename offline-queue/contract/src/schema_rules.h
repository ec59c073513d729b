// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/queue/contract/fault.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::contract
{

/// The keyword under which formats reach the engine: its own `format` throws on values that are not texts and
/// runs std::regex, so it never gets to see ours.
inline constexpr const char* kFormatKeyword = "x-banshi-format";

/// Holds a schema against our rules and returns the form that the engine gets: references replaced by what
/// they point to, annotations dropped, `format` renamed. Errors: BadSchema.
[[nodiscard]] base::Result<nlohmann::json, Faults> prepareSchema(const nlohmann::json& schema);

} // namespace banshi::queue::contract
