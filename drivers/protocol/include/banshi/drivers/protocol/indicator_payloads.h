// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/indicators.h"

#include <map>
#include <string>

/// The payloads of lights and sensors: the classes Lights and Auxiliaries in XFS4IoT's names.
namespace banshi::drivers::protocol
{

/// Payload of `Lights.SetLight`: `{"cardReader": {"default": {"flashRate": "slow"}}}`.
[[nodiscard]] nlohmann::json lightsToJson(const std::map<std::string, sdk::FlashRate>& lights);
/// Reads it back: the position of a light is not told apart here, colour and direction are not looked at.
/// Errors: BadPayload; `detail` names the light.
[[nodiscard]] Parsed<std::map<std::string, sdk::FlashRate>> lightsFromJson(const nlohmann::json& payload);

/// Payload of `Common.Status`.
[[nodiscard]] nlohmann::json toJson(const sdk::IndicatorsStatus& status);
/// The class's own part of `Common.Capabilities`, with `common.deviceInformation`.
[[nodiscard]] nlohmann::json toJson(const sdk::IndicatorsCapabilities& capabilities);

} // namespace banshi::drivers::protocol
