// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Names and payloads of the class VendorMode. Every fromJson checks types and ranges and never throws. *Errors:*
/// BadPayload, `detail` names the member. *Threads:* pure functions.
namespace banshi::drivers::protocol
{

namespace vendormode
{
inline constexpr std::string_view kRegister = "VendorMode.Register";
inline constexpr std::string_view kEnterModeRequest = "VendorMode.EnterModeRequest";
inline constexpr std::string_view kEnterModeAcknowledge = "VendorMode.EnterModeAcknowledge";
inline constexpr std::string_view kExitModeRequest = "VendorMode.ExitModeRequest";
inline constexpr std::string_view kExitModeAcknowledge = "VendorMode.ExitModeAcknowledge";
inline constexpr std::string_view kEnterModeRequestEvent = "VendorMode.EnterModeRequestEvent";
inline constexpr std::string_view kModeEnteredEvent = "VendorMode.ModeEnteredEvent";
inline constexpr std::string_view kExitModeRequestEvent = "VendorMode.ExitModeRequestEvent";
inline constexpr std::string_view kModeExitedEvent = "VendorMode.ModeExitedEvent";
} // namespace vendormode

/// All commands of the machine's VendorMode service, Common included; no device stands behind it.
[[nodiscard]] std::span<const CommandInfo> vendorModeCommands();

/// The name of the machine's one service of this class, and the class's word in the publisher's list.
inline constexpr std::string_view kVendorModeService = "vendor-mode";
inline constexpr std::string_view kVendorModeClass = "VendorMode";

/// Who has the machine's devices: `vendorMode.service` of the status.
enum class VendorModeState
{
    Inactive,     ///< the registered applications
    EnterPending, ///< some of them have not let go yet
    Active,       ///< a technician's or a vendor's program
    ExitPending,  ///< some applications have not agreed to take over yet
};

/// The word that travels (`enterPending`).
[[nodiscard]] std::string text(VendorModeState state);
/// Payload of `Common.Status`.
[[nodiscard]] nlohmann::json vendorModeStatusToJson(VendorModeState state);
/// Out of `Common.Status`, or a `StatusChangedEvent` that has it.
[[nodiscard]] Parsed<VendorModeState> vendorModeStateFromJson(const nlohmann::json& status);

/// Payload of `VendorMode.Register`: 1 to 80 bytes of a name.
[[nodiscard]] nlohmann::json registrationToJson(const std::string& appName);
[[nodiscard]] Parsed<std::string> appNameFromJson(const nlohmann::json& payload);
/// Payload of `VendorMode.ModeExitedEvent`.
[[nodiscard]] nlohmann::json connectedApplicationsToJson(const std::vector<std::string>& applications);

} // namespace banshi::drivers::protocol
