// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/visit.h"

#include <nlohmann/json.hpp>

namespace banshi::app::session
{

/// The chip's fields in the contract's form (no portrait: faces never leave the machine).
[[nodiscard]] nlohmann::json chipFields(const ports::CardRecord& card);

/// Keeps what the platform granted. False when the answer lacks it.
[[nodiscard]] bool keepAssurance(const nlohmann::json& answer, Visit& visit);

} // namespace banshi::app::session
