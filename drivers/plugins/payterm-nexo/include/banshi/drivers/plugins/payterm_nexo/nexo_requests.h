// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/payment_terminal.h>
#include <string>

/// The requests of the sale system, as JSON text (nexo Sale to POI 3.x). Threads: pure.
namespace banshi::drivers::plugins::payterm_nexo
{

/// Who talks to whom.
struct Parties
{
    std::string saleId = "Banshi";  ///< this machine
    std::string poiId = "Terminal"; ///< the terminal, as its label says
    std::string currency = "CNY";   ///< ISO 4217
    std::string protocolVersion = "3.0";
};

/// A message that is asked about.
struct Reference
{
    std::string category; ///< `Payment` or `Reversal`
    std::string serviceId;
};

/// `utcNow` is ISO 8601 with `Z`; `serviceId` names the message pair.
[[nodiscard]] std::string loginRequest(const Parties& parties, const std::string& serviceId, const std::string& utcNow);
[[nodiscard]] std::string diagnosisRequest(const Parties& parties, const std::string& serviceId);
[[nodiscard]] std::string paymentRequest(const Parties& parties, const sdk::PaymentRequest& request,
                                         const std::string& utcNow);
[[nodiscard]] std::string abortRequest(const Parties& parties, const std::string& serviceId, const Reference& what);
/// Without a reference the terminal tells of its last transaction.
[[nodiscard]] std::string statusRequest(const Parties& parties, const std::string& serviceId, const Reference* what);
/// Empty when the terminal reference is none that this driver gave out.
[[nodiscard]] std::string reversalRequest(const Parties& parties, const sdk::ReversalRequest& request);

/// Fen as the yuan number that stands in a message, and back; nexo's amounts are decimals with two places.
[[nodiscard]] double yuanOf(std::int64_t fen);
/// 0 for what is no amount.
[[nodiscard]] std::int64_t fenOf(double yuan);

} // namespace banshi::drivers::plugins::payterm_nexo
