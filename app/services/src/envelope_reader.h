// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/service_definition.h"

namespace banshi::app::services
{

/// Reads `{zh, en}`.
[[nodiscard]] Text readText(const nlohmann::json& value);
/// The field that `#/properties/<field>` names; empty when it is no such text.
[[nodiscard]] std::string fieldOf(const std::string& scope);
/// Reads a time of day `hh:mm` as minutes after midnight, 24:00 included; -1 when it is none.
[[nodiscard]] int minuteOfDay(const std::string& text);

/// Reads a document that fits the envelope's schema; days and times that are none become the default value, which the
/// rules then report.
[[nodiscard]] ServiceDefinition readEnvelope(const nlohmann::json& document);
/// The form part of it.
[[nodiscard]] FormSpec readForm(const nlohmann::json& document);

} // namespace banshi::app::services
