// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_answers.h"

#include "banshi/drivers/plugins/payterm_nexo/nexo_requests.h"

#include <initializer_list>

namespace banshi::drivers::plugins::payterm_nexo
{

namespace
{

using nlohmann::json;
using sdk::PaymentReport;
using sdk::PaymentState;

constexpr std::size_t kLongestWord = 120; // bytes; no member that is kept is longer

// A member of nested objects; null when a step is missing.
const json* member(const json& root, std::initializer_list<const char*> path)
{
    const json* here = &root;
    for (const char* key : path)
    {
        const auto found = here->is_object() ? here->find(key) : here->end();
        if (!here->is_object() || found == here->end())
            return nullptr;
        here = &*found;
    }
    return here;
}

std::string word(const json& root, std::initializer_list<const char*> path)
{
    const json* found = member(root, path);
    return found != nullptr && found->is_string() ? found->get<std::string>().substr(0, kLongestWord) : std::string();
}

std::int64_t amount(const json& root, std::initializer_list<const char*> path)
{
    const json* found = member(root, path);
    return found != nullptr && found->is_number() ? fenOf(found->get<double>()) : 0;
}

std::string transactionOf(const json& body)
{
    const std::string id = word(body, {"POIData", "POITransactionID", "TransactionID"});
    return id.empty() ? id : id + "|" + word(body, {"POIData", "POITransactionID", "TimeStamp"});
}

// What a payment that was not made is called: stopped by somebody, or refused.
PaymentState refusalOf(const std::string& condition)
{
    const bool isStopped = condition == "Aborted" || condition == "Cancel";
    return isStopped ? PaymentState::Aborted : PaymentState::Declined;
}

Answer notificationOf(const json& request)
{
    Answer answer;
    answer.category = word(request, {"EventNotification", "EventToNotify"});
    if (!answer.category.empty())
        answer.kind = Answer::Kind::Notification;
    return answer;
}

} // namespace

Answer parseAnswer(std::string_view text)
{
    Answer answer;
    const json message = json::parse(text, nullptr, false);
    if (const json* request = member(message, {"SaleToPOIRequest"}))
        return notificationOf(*request);
    const json* response = member(message, {"SaleToPOIResponse"});
    if (response == nullptr)
        return answer;
    answer.category = word(*response, {"MessageHeader", "MessageCategory"});
    answer.serviceId = word(*response, {"MessageHeader", "ServiceID"});
    const std::string key = answer.category + "Response";
    if (const json* body = member(*response, {key.c_str()}); body != nullptr && body->is_object())
    {
        answer.kind = Answer::Kind::Response;
        answer.body = *body;
    }
    return answer;
}

Verdict verdictOf(const json& body)
{
    const std::string result = word(body, {"Response", "Result"});
    Verdict verdict{result == "Success" || result == "Partial", word(body, {"Response", "ErrorCondition"})};
    if (verdict.isSuccess)
        verdict.condition.clear();
    else if (verdict.condition.empty() || result != "Failure")
        verdict.condition = "Unclear";
    return verdict;
}

PaymentReport paymentReport(const json& body, const std::string& reference)
{
    const Verdict verdict = verdictOf(body);
    PaymentReport report{PaymentState::Unknown, reference, 0, transactionOf(body), verdict.condition};
    if (verdict.condition == "Unclear")
        return report;
    if (!verdict.isSuccess)
    {
        report.state = refusalOf(verdict.condition);
        return report;
    }
    report.amountFen = amount(body, {"PaymentResult", "AmountsResp", "AuthorizedAmount"});
    report.state = report.amountFen > 0 ? PaymentState::Approved : PaymentState::Unknown;
    if (report.state == PaymentState::Unknown)
        report.reason = "approvedWithoutAmount";
    return report;
}

PaymentReport reversalReport(const json& body, const std::string& reference)
{
    const Verdict verdict = verdictOf(body);
    PaymentReport report{PaymentState::Unknown, reference, 0, transactionOf(body), verdict.condition};
    if (verdict.isSuccess)
    {
        report.state = PaymentState::Reversed;
        report.amountFen = amount(body, {"ReversedAmount"});
    }
    else if (verdict.condition != "Unclear")
        report.state = PaymentState::Declined;
    return report;
}

PaymentReport statusReport(const json& body, const std::string& reference)
{
    const Verdict verdict = verdictOf(body);
    if (!verdict.isSuccess)
    {
        const PaymentState state = verdict.condition == "InProgress" ? PaymentState::InProgress
                                   : verdict.condition == "NotFound" ? PaymentState::NotStarted
                                                                     : PaymentState::Unknown;
        return {state, reference, 0, {}, verdict.condition};
    }
    const std::string told = word(body, {"RepeatedMessageResponse", "MessageHeader", "ServiceID"});
    if (told.empty() || (!reference.empty() && told != reference))
        return {PaymentState::Unknown, reference, 0, {}, "otherTransaction"};
    if (const json* payment =
            member(body, {"RepeatedMessageResponse", "RepeatedResponseMessageBody", "PaymentResponse"}))
        return paymentReport(*payment, told);
    if (const json* reversal =
            member(body, {"RepeatedMessageResponse", "RepeatedResponseMessageBody", "ReversalResponse"}))
        return reversalReport(*reversal, told);
    return {PaymentState::Unknown, told, 0, {}, "nothingRepeated"};
}

} // namespace banshi::drivers::plugins::payterm_nexo
