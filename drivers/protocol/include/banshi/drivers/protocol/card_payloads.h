// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/card_reader.h"

/// The payloads of the class CardReader: XFS4IoT's, as far as chips go. Ours: `CardReader.ReadFile` and `.WaitRemoved`.
namespace banshi::drivers::protocol
{

/// Completion of `CardReader.ReadRawData`: `chip`, and ours: `chipProtocol`.
[[nodiscard]] nlohmann::json toJson(const sdk::ChipCard& card);
/// Errors: BadPayload.
[[nodiscard]] Parsed<sdk::ChipCard> chipCardFromJson(const nlohmann::json& payload);
/// Payload and completion of `CardReader.ChipIO`, completion of `CardReader.ReadFile`: `chipData`.
[[nodiscard]] nlohmann::json chipDataToJson(const sdk::ChipData& data);
/// Errors: BadPayload, also when it is empty or longer than a command can be (261 bytes).
[[nodiscard]] Parsed<sdk::ChipData> chipCommandFromJson(const nlohmann::json& payload);
/// Errors: BadPayload.
[[nodiscard]] Parsed<sdk::ChipData> chipDataFromJson(const nlohmann::json& payload);
/// Payload of `CardReader.ReadFile`: `application` in base64, `file`, `record`.
[[nodiscard]] nlohmann::json toJson(const sdk::CardFile& file);
/// Errors: BadPayload; an application has no or 5…16 bytes, a record is 0…254.
[[nodiscard]] Parsed<sdk::CardFile> cardFileFromJson(const nlohmann::json& payload);

/// Payload of `Common.Status`.
[[nodiscard]] nlohmann::json toJson(const sdk::CardReaderStatus& status);
/// The class's own part of `Common.Capabilities`, with `common.deviceInformation`.
[[nodiscard]] nlohmann::json toJson(const sdk::CardReaderCapabilities& capabilities);

} // namespace banshi::drivers::protocol
