// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/payment_terminal.h>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

/// What the terminal says, as far as it matters here. Nothing of a card is kept. Threads: pure.
namespace banshi::drivers::plugins::payterm_nexo
{

/// One message of the terminal.
struct Answer
{
    enum class Kind
    {
        Other, ///< not a message that is known
        Response,
        Notification,
    };
    Kind kind = Kind::Other;
    std::string category; ///< `Payment`, `TransactionStatus`, …; of a notification its `EventToNotify`
    std::string serviceId;
    nlohmann::json body = nlohmann::json::object(); ///< the `…Response` object
};

/// Reads one message; never throws. What cannot be read is Other.
[[nodiscard]] Answer parseAnswer(std::string_view text);

/// `Result` and `ErrorCondition` of a response body.
struct Verdict
{
    bool isSuccess = false;
    std::string condition; ///< empty on success, `Unclear` where the terminal names none
};
/// Reads it. Missing members make it a failure, `Unclear`.
[[nodiscard]] Verdict verdictOf(const nlohmann::json& body);

/// The report of a `PaymentResponse` body. `Partial` counts as approved, with the amount that was taken.
[[nodiscard]] sdk::PaymentReport paymentReport(const nlohmann::json& body, const std::string& reference);
/// The report of a `ReversalResponse` body.
[[nodiscard]] sdk::PaymentReport reversalReport(const nlohmann::json& body, const std::string& reference);
/// The report of a `TransactionStatusResponse` body about `reference` (any when empty): of the repeated response, or
/// that the transaction runs, or is not known. An answer about another transaction is Unknown, `otherTransaction`.
[[nodiscard]] sdk::PaymentReport statusReport(const nlohmann::json& body, const std::string& reference);

} // namespace banshi::drivers::plugins::payterm_nexo
