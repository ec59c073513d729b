// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue_source.h"
#include "banshi/base/result.h"

#include <nlohmann/json.hpp>

namespace banshi::app::services
{

/// Parses JSON (RFC 8259) within the limits of the queue's contract and refuses names that stand twice in an object.
/// Errors: one fault, with the line when the text is not JSON.
[[nodiscard]] base::Result<nlohmann::json, DefinitionFaults> parseStrictly(const SourceFile& file);

/// A member's name as a JSON pointer's token: `~` and `/` are escaped.
[[nodiscard]] std::string pointerToken(const std::string& name);

} // namespace banshi::app::services
