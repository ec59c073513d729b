// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

namespace banshi::journeys
{

/// Asks a simulator, the city or a hand: one JSON object as a line there, one line back.
/// Nothing when nobody listens or no answer comes in time. Threads: any; blocks.
[[nodiscard]] std::optional<nlohmann::json> ask(const QString& socketPath, const nlohmann::json& order,
                                                std::chrono::milliseconds timeout = std::chrono::seconds(5));

/// Waits until `done()` is true, turning the event loop; false when `timeout` is over.
bool waitUntil(const std::function<bool()>& done, std::chrono::milliseconds timeout);

} // namespace banshi::journeys
