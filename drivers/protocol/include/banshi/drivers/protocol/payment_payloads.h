// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/payment_terminal.h"

/// The payloads of the extension class PaymentTerminal (`schema/payment-terminal.schema.json`). Amounts are integer
/// fen.
namespace banshi::drivers::protocol
{

/// Payload of `PaymentTerminal.Pay`.
[[nodiscard]] nlohmann::json toJson(const sdk::PaymentRequest& request);
/// Errors: BadPayload; the reference has 1 to 10 letters or digits, the amount is 1 fen to 10 million yuan.
[[nodiscard]] Parsed<sdk::PaymentRequest> paymentRequestFromJson(const nlohmann::json& payload);
/// Payload of `PaymentTerminal.Reverse`.
[[nodiscard]] nlohmann::json toJson(const sdk::ReversalRequest& request);
/// Errors: BadPayload, as paymentRequestFromJson().
[[nodiscard]] Parsed<sdk::ReversalRequest> reversalRequestFromJson(const nlohmann::json& payload);
/// The `reference` of Abort and Query. Errors: BadPayload.
[[nodiscard]] Parsed<std::string> paymentReferenceFromJson(const nlohmann::json& payload);
/// Completion of every command of the class.
[[nodiscard]] nlohmann::json toJson(const sdk::PaymentReport& report);
/// Errors: BadPayload.
[[nodiscard]] Parsed<sdk::PaymentReport> paymentReportFromJson(const nlohmann::json& payload);

/// Payload of `Common.Status`.
[[nodiscard]] nlohmann::json toJson(const sdk::PaymentTerminalStatus& status);
/// The class's own part of `Common.Capabilities`, with `common.deviceInformation`.
[[nodiscard]] nlohmann::json toJson(const sdk::PaymentTerminalCapabilities& capabilities);

} // namespace banshi::drivers::protocol
