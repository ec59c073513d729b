// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/biometric_reader.h"

/// The payloads of the class Biometric, in XFS4IoT's names.
namespace banshi::drivers::protocol
{

/// Completion of `Biometric.Read`: `dataRead` with one entry.
[[nodiscard]] nlohmann::json biometricReadToJson(const sdk::BiometricTemplate& captured);
/// Reads it back. Errors: BadPayload.
[[nodiscard]] Parsed<sdk::BiometricTemplate> biometricReadFromJson(const nlohmann::json& payload);
/// Payload of `Biometric.Import`: `templates` with one entry.
[[nodiscard]] nlohmann::json biometricImportToJson(const sdk::BiometricTemplate& reference);
/// Reads it back. Errors: BadPayload, also when there is more than one.
[[nodiscard]] Parsed<sdk::BiometricTemplate> biometricImportFromJson(const nlohmann::json& payload);
/// Completion of `Biometric.Match`: one candidate.
[[nodiscard]] nlohmann::json confidenceToJson(int percent);
/// The confidence of the first candidate, 0…100. Errors: BadPayload.
[[nodiscard]] Parsed<int> confidenceFromJson(const nlohmann::json& payload);

/// Payload of `Common.Status`.
[[nodiscard]] nlohmann::json toJson(const sdk::BiometricReaderStatus& status);
/// The class's own part of `Common.Capabilities`, with `common.deviceInformation`.
[[nodiscard]] nlohmann::json toJson(const sdk::BiometricReaderCapabilities& capabilities);

} // namespace banshi::drivers::protocol
