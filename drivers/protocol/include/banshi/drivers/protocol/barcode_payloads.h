// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/barcode_reader.h"

#include <vector>

/// The payloads of the class BarcodeReader, in XFS4IoT's names. Ours: `payerCode` beside `barcodeData`.
namespace banshi::drivers::protocol
{

/// XFS4IoT's word for a kind of code (`qrCode`, `symbologyUnknown`).
[[nodiscard]] std::string text(sdk::Symbology symbology);

/// Payload of `BarcodeReader.Read`: `symbologies`, an object of booleans; empty or absent means any.
[[nodiscard]] nlohmann::json symbologiesToJson(const std::vector<sdk::Symbology>& wanted);
/// Reads it back; kinds that this version does not know are left out. Errors: BadPayload, also when none is left.
[[nodiscard]] Parsed<std::vector<sdk::Symbology>> symbologiesFromJson(const nlohmann::json& payload);

/// Completion of `BarcodeReader.Read`: `readOutput` with one entry; `payerCode` names the rail of a payment code.
[[nodiscard]] nlohmann::json toJson(const sdk::Barcode& code);
/// The first entry of `readOutput`. Errors: BadPayload.
[[nodiscard]] Parsed<sdk::Barcode> barcodeFromJson(const nlohmann::json& payload);

/// Payload of `Common.Status`.
[[nodiscard]] nlohmann::json toJson(const sdk::BarcodeReaderStatus& status);
/// The class's own part of `Common.Capabilities`, with `common.deviceInformation`.
[[nodiscard]] nlohmann::json toJson(const sdk::BarcodeReaderCapabilities& capabilities);

} // namespace banshi::drivers::protocol
