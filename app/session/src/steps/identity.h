// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

#include <nlohmann/json.hpp>

namespace banshi::app::session
{

/// The chip's fields in the contract's form (no portrait: faces never leave the machine).
[[nodiscard]] nlohmann::json chipFields(const ports::CardRecord& card);

/// What the platform is told to open its session for the visit's service, after the resident has agreed.
[[nodiscard]] nlohmann::json sessionRequest(const Visit& visit, const Surroundings& surroundings);

/// Keeps the session that the platform opened.
void keepSession(const nlohmann::json& answer, Visit& visit);

/// Keeps what the platform granted. False when the answer lacks it.
[[nodiscard]] bool keepAssurance(const nlohmann::json& answer, Visit& visit);

} // namespace banshi::app::session
