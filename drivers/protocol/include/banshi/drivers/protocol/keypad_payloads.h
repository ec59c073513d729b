// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/keypad.h"

#include <string>
#include <vector>

/// The payloads of the class Keypad: XFS4IoT's Keyboard without its encryption, keys by their configured words.
namespace banshi::drivers::protocol
{

/// The `maxLen` of `Keyboard.DataEntry`, 0 when absent: until it is cancelled. Errors: BadPayload outside 0…1000.
[[nodiscard]] Parsed<int> mostKeysFromJson(const nlohmann::json& payload);
/// Completion of `Keyboard.DataEntry`: `keys`, and `pinKeys` in their order.
[[nodiscard]] nlohmann::json keysToJson(const std::vector<std::string>& keys);
/// Reads it back. Errors: BadPayload.
[[nodiscard]] Parsed<std::vector<std::string>> keysFromJson(const nlohmann::json& payload);

/// Payload of `Common.Status`.
[[nodiscard]] nlohmann::json toJson(const sdk::KeypadStatus& status);
/// The class's own part of `Common.Capabilities`, with `common.deviceInformation`.
[[nodiscard]] nlohmann::json toJson(const sdk::KeypadCapabilities& capabilities);

} // namespace banshi::drivers::protocol
