// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace banshi::queue::gateway
{

/// Whether a document that must hold no personal data holds a valid identity number or a mobile number, in a value or a
/// name of a member, alone or inside a longer text. Threads: any.
[[nodiscard]] bool looksPersonal(const nlohmann::json& document);

} // namespace banshi::queue::gateway
