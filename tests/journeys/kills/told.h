// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <nlohmann/json.hpp>

namespace banshi::journeys
{

/// Weighs what a resident reads on a page of the kind `message`: it has to hold three sentences of the table
/// `sentences` (what happened, what it means, what to do now), and where money was paid none that denies it.
/// Empty when all is well, else what is wrong. `page`: what Finger::look() saw. Threads: pure.
[[nodiscard]] QString untold(const nlohmann::json& page, const nlohmann::json& sentences, bool isPaid);

} // namespace banshi::journeys
