// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue_source.h"

#include <nlohmann/json.hpp>

namespace banshi::app::services
{

/// A code table: an object with no other members than `known`. Faults are added; the result is then an empty object.
[[nodiscard]] nlohmann::json readTable(const SourceFile& file, const std::vector<std::string>& known,
                                       DefinitionFaults& faults);
/// The text `name` of an object; empty when there is none.
[[nodiscard]] std::string textOf(const nlohmann::json& object, const std::string& name);
/// The array `name` of an object; empty when there is none.
[[nodiscard]] nlohmann::json listOf(const nlohmann::json& object, const std::string& name);

} // namespace banshi::app::services
