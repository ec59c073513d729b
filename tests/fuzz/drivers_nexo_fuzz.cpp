// SPDX-License-Identifier: GPL-3.0-or-later
// What comes over the connection of a payment terminal: any bytes in any pieces give the same messages, and no message
// makes a payment of nothing.
#include "banshi/drivers/plugins/payterm_nexo/nexo_answers.h"
#include "banshi/drivers/plugins/payterm_nexo/nexo_frame.h"

#include <algorithm>
#include <cstdlib>

using namespace banshi::drivers::plugins::payterm_nexo;
namespace sdk = banshi::drivers::sdk;

namespace
{

std::vector<std::string> messagesOf(std::span<const std::uint8_t> bytes, std::size_t piece)
{
    std::vector<std::string> messages;
    FrameReader reader;
    for (std::size_t at = 0; at < bytes.size() && !reader.isBroken(); at += piece)
    {
        reader.feed(bytes.subspan(at, std::min(piece, bytes.size() - at)));
        while (auto text = reader.take())
            messages.push_back(std::move(*text));
    }
    return messages;
}

// A response whose text members hold the input: the mutations reach the meaning.
std::string responseAround(std::string_view input)
{
    const std::string half(input.substr(0, input.size() / 2));
    const std::string rest(input.substr(input.size() / 2));
    const nlohmann::json body{{"Response", {{"Result", half}, {"ErrorCondition", rest}}},
                              {"PaymentResult", {{"AmountsResp", {{"AuthorizedAmount", input.size()}}}}}};
    const nlohmann::json message{
        {"SaleToPOIResponse",
         {{"MessageHeader", {{"MessageCategory", "Payment"}, {"ServiceID", half}}}, {"PaymentResponse", body}}}};
    return message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void check(const std::string& text)
{
    const Answer answer = parseAnswer(text);
    for (const auto& report :
         {paymentReport(answer.body, "R"), statusReport(answer.body, "R"), statusReport(answer.body, "")})
    {
        if (report.state == sdk::PaymentState::Approved && report.amountFen <= 0)
            std::abort();
        if (report.amountFen < 0 || (report.amountFen > 0 && report.state != sdk::PaymentState::Approved &&
                                     report.state != sdk::PaymentState::Reversed))
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    check(std::string(input));
    check(responseAround(input));
    std::vector<std::uint8_t> stream(data, data + size);
    const auto frame = frameOf(input.substr(0, 64));
    stream.insert(stream.begin(), frame.begin(), frame.end());
    const auto whole = messagesOf(stream, stream.size() + 1);
    if (messagesOf(stream, 1) != whole || messagesOf(stream, 5) != whole)
        std::abort();
    return 0;
}
