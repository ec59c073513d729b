// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace banshi::drivers::client
{

/// A device in one word.
enum class DeviceCondition
{
    Unknown, ///< no host, or it is still starting
    Ok,
    Warning,  ///< works, but supplies run low
    Fault,    ///< cannot work
    Busy,     ///< works, and is at it
    Disabled, ///< switched off by staff
};

/// The word that travels (`ok`).
[[nodiscard]] std::string text(DeviceCondition condition);
/// What a status payload says by itself (Unknown, Ok, Warning, Fault or Busy). Threads: any.
[[nodiscard]] DeviceCondition conditionOf(const nlohmann::json& status);

} // namespace banshi::drivers::client
