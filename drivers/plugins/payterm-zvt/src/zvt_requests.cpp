// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_requests.h"

#include "banshi/drivers/plugins/payterm_zvt/zvt_fields.h"

#include <algorithm>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

// ECR prints payment (02) and administration receipts (04), wants intermediate status (08), begins payments (10) and
// administration (20), gets receipts as text blocks (80).
constexpr std::uint8_t kConfiguration = 0xBE;
constexpr std::uint8_t kServiceByte = 0x03;
constexpr std::uint8_t kAmount = 0x04;
constexpr std::uint8_t kReceipt = 0x87;
constexpr std::size_t kAmountBytes = 6;
constexpr std::size_t kPasswordBytes = 3;
constexpr std::size_t kReceiptDigits = 4;
constexpr std::size_t kTraceDigits = 6;

Apdu command(std::uint16_t code, std::vector<std::uint8_t> data = {})
{
    return {static_cast<std::uint8_t>(code >> 8U), static_cast<std::uint8_t>(code & 0xFFU), std::move(data)};
}

void append(std::vector<std::uint8_t>& data, const std::vector<std::uint8_t>& more)
{
    data.insert(data.end(), more.begin(), more.end());
}

std::string digits(std::int64_t number, std::size_t count)
{
    std::string text = std::to_string(number);
    return text.size() < count ? std::string(count - text.size(), '0') + text : text;
}

} // namespace

Apdu registration(const Registration& setup)
{
    auto data = toBcd(setup.password, kPasswordBytes);
    data.push_back(kConfiguration);
    append(data, toBcd(setup.currency, 2));
    append(data, {kServiceByte, 0});
    return command(code::kRegistration, std::move(data));
}

Apdu authorisation(std::int64_t amountFen)
{
    std::vector<std::uint8_t> data{kAmount};
    append(data, toBcd(static_cast<std::uint64_t>(amountFen), kAmountBytes));
    return command(code::kAuthorisation, std::move(data));
}

Apdu reversal(const Registration& setup, std::int64_t receipt)
{
    auto data = toBcd(setup.password, kPasswordBytes);
    data.push_back(kReceipt);
    append(data, toBcd(static_cast<std::uint64_t>(receipt), kReceiptDigits / 2));
    return command(code::kReversal, std::move(data));
}

Apdu repeatReceipt(const Registration& setup)
{
    return command(code::kRepeatReceipt, toBcd(setup.password, kPasswordBytes));
}

Apdu abortCommand()
{
    return command(code::kAbort);
}

Apdu statusEnquiry(const Registration& setup)
{
    return command(code::kStatusEnquiry, toBcd(setup.password, kPasswordBytes));
}

Apdu acknowledge()
{
    return command(code::kAcknowledge);
}

std::string terminalReferenceOf(std::int64_t receipt, std::int64_t trace)
{
    return digits(receipt, kReceiptDigits) + '|' + digits(trace, kTraceDigits);
}

std::optional<std::int64_t> receiptOf(const std::string& terminalReference)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool isOurs =
        terminalReference.size() == kReceiptDigits + 1 + kTraceDigits && terminalReference[kReceiptDigits] == '|' &&
        static_cast<std::size_t>(std::ranges::count_if(terminalReference, isDigit)) == kReceiptDigits + kTraceDigits;
    if (!isOurs)
        return std::nullopt;
    return std::stoi(terminalReference.substr(0, kReceiptDigits));
}

} // namespace banshi::drivers::plugins::payterm_zvt
