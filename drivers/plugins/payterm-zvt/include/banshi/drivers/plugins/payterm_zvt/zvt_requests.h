// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_zvt/zvt_apdu.h"

#include <cstdint>
#include <optional>
#include <string>

/// The commands of the cash register (ECR). Threads: pure.
namespace banshi::drivers::plugins::payterm_zvt
{

/// What the terminal was set up with.
struct Registration
{
    std::uint32_t password = 0;   ///< six digits
    std::uint16_t currency = 156; ///< ISO 4217 number; 156 is CNY
};

/// 06 00. The receipts come over the connection instead of being printed, payments begin here only, and it is told how
/// they go on.
[[nodiscard]] Apdu registration(const Registration& setup);
/// 06 01: the amount in the currency's smallest unit.
[[nodiscard]] Apdu authorisation(std::int64_t amountFen);
/// 06 30: takes the payment with this receipt number back.
[[nodiscard]] Apdu reversal(const Registration& setup, std::int64_t receipt);
/// 06 20: tells once more what became of the last transaction.
[[nodiscard]] Apdu repeatReceipt(const Registration& setup);
/// 06 B0: stops what runs.
[[nodiscard]] Apdu abortCommand();
/// 05 01.
[[nodiscard]] Apdu statusEnquiry(const Registration& setup);
/// 80 00: says that a message of the terminal has arrived.
[[nodiscard]] Apdu acknowledge();

/// The words for a payment that are kept for its reversal, `0470|000470` (receipt, trace), and the receipt number back
/// from them; nothing when they are none of this driver's.
[[nodiscard]] std::string terminalReferenceOf(std::int64_t receipt, std::int64_t trace);
[[nodiscard]] std::optional<std::int64_t> receiptOf(const std::string& terminalReference);

} // namespace banshi::drivers::plugins::payterm_zvt
