// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/payterm/terminal.h"

#include <cmath>

namespace banshi::drivers::virtual_payterm
{

namespace
{

using nlohmann::json;

constexpr const char* kTimeStamp = "2026-01-05T03:04:05.000Z";

json respond(const json& header, json body)
{
    json answer = header;
    answer["MessageType"] = "Response";
    const std::string category = header.value("MessageCategory", "");
    return {{"SaleToPOIResponse", {{"MessageHeader", answer}, {category + "Response", std::move(body)}}}};
}

json failed(const char* condition)
{
    return {{"Response", {{"Result", "Failure"}, {"ErrorCondition", condition}}}};
}

json notification(const json& header, const char* what)
{
    json own = header;
    own["MessageClass"] = "Event";
    own["MessageCategory"] = "Event";
    own["MessageType"] = "Notification";
    return {{"SaleToPOIRequest",
             {{"MessageHeader", own}, {"EventNotification", {{"EventToNotify", what}, {"TimeStamp", kTimeStamp}}}}}};
}

json textAt(const json& object, std::initializer_list<const char*> path)
{
    json here = object;
    for (const char* key : path)
    {
        if (!here.is_object() || !here.contains(key))
            return nullptr;
        here = json(here[key]);
    }
    return here;
}

std::string transactionId(const std::string& serviceId)
{
    return "T" + serviceId;
}

} // namespace

std::vector<json> Terminal::receive(const json& message)
{
    const json request = textAt(message, {"SaleToPOIRequest"});
    const json header = textAt(request, {"MessageHeader"});
    if (!header.is_object() || !textAt(header, {"ServiceID"}).is_string())
        return {};
    const std::string category = textAt(header, {"MessageCategory"}).is_string() ? header["MessageCategory"] : json("");
    const json body = textAt(request, {(category + "Request").c_str()});
    if (category == "TransactionStatus")
        return status(header, body);
    if (m_toLose > 0 && category != "Login" && category != "Diagnosis")
    {
        --m_toLose;
        return {};
    }
    if (category == "Login")
        return login(header);
    if (category == "Diagnosis")
        return diagnosis(header);
    if (category == "Abort")
        return abort(body);
    if (!m_isLoggedIn)
        return {respond(header, failed("LoggedOut"))};
    if (category == "Payment")
        return pay(header, body);
    if (category == "Reversal")
        return reverse(header, body);
    return {respond(header, failed("UnavailableService"))};
}

Terminal::Messages Terminal::login(const json& header)
{
    m_isLoggedIn = true;
    return {respond(header, {{"Response", {{"Result", "Success"}}}})};
}

Terminal::Messages Terminal::diagnosis(const json& header)
{
    if (!m_isLoggedIn)
        return {respond(header, failed("LoggedOut"))};
    if (m_isBroken)
        return {respond(header, failed("DeviceOut"))};
    return {respond(header, {{"Response", {{"Result", "Success"}}}, {"POIStatus", {{"GlobalStatus", "OK"}}}})};
}

Terminal::Messages Terminal::pay(const json& header, const json& body)
{
    ++m_payments;
    if (!m_running.is_null())
        return {respond(header, failed("Busy"))};
    const json amount = textAt(body, {"PaymentTransaction", "AmountsReq", "RequestedAmount"});
    const std::string id = header["ServiceID"];
    if (!amount.is_number() || m_done.contains(id))
        return {respond(header, failed("MessageFormat"))};
    m_running = {{"header", header}, {"fen", std::llround(amount.get<double>() * 100)}};
    m_last = id;
    if (!m_habit)
        return {};
    Messages all = act(*m_habit);
    return all;
}

std::vector<json> Terminal::act(Deed deed)
{
    if (m_running.is_null())
        return {};
    const json header = m_running["header"];
    const long long fen = m_running["fen"];
    const std::string id = header["ServiceID"];
    const json transaction{{"POITransactionID", {{"TransactionID", transactionId(id)}, {"TimeStamp", kTimeStamp}}}};
    json body = failed(deed == Deed::Refuse ? "Refusal" : "Cancel");
    if (deed == Deed::Pay)
    {
        m_takings += fen;
        m_paid[transactionId(id)] = fen;
        body = {{"Response", {{"Result", "Success"}}},
                {"PaymentResult",
                 {{"AmountsResp", {{"Currency", "CNY"}, {"AuthorizedAmount", static_cast<double>(fen) / 100}}},
                  {"PaymentInstrumentData", {{"CardData", {{"MaskedPan", "623058 **** 0018"}}}}}}}};
    }
    body["POIData"] = transaction;
    Messages all = finish(respond(header, std::move(body)));
    if (deed != Deed::Cancel)
        all.insert(all.begin(), notification(header, "CardInserted"));
    return all;
}

Terminal::Messages Terminal::finish(json response)
{
    m_done[m_running["header"]["ServiceID"]] = response;
    m_running = nullptr;
    return {std::move(response)};
}

Terminal::Messages Terminal::abort(const json& body)
{
    const json wanted = textAt(body, {"MessageReference", "ServiceID"});
    if (m_running.is_null() || wanted != m_running["header"]["ServiceID"])
        return {};
    return finish(respond(m_running["header"], failed("Aborted")));
}

Terminal::Messages Terminal::status(const json& header, const json& body)
{
    const json wanted = textAt(body, {"MessageReference", "ServiceID"});
    const std::string id = wanted.is_string() ? wanted.get<std::string>() : m_last;
    if (!m_running.is_null() && m_running["header"]["ServiceID"] == id)
        return {respond(header, failed("InProgress"))};
    const auto found = m_done.find(id);
    if (found == m_done.end())
        return {respond(header, failed("NotFound"))};
    const json original = found->second["SaleToPOIResponse"];
    const json category = textAt(body, {"MessageReference", "MessageCategory"});
    if (category.is_string() && category != original["MessageHeader"]["MessageCategory"])
        return {respond(header, failed("NotFound"))};
    json repeated = original;
    repeated.erase("MessageHeader");
    return {respond(header, {{"Response", {{"Result", "Success"}}},
                             {"RepeatedMessageResponse",
                              {{"MessageHeader", original["MessageHeader"]},
                               {"RepeatedResponseMessageBody", std::move(repeated)}}}})};
}

Terminal::Messages Terminal::reverse(const json& header, const json& body)
{
    const json wanted = textAt(body, {"OriginalPOITransaction", "POITransactionID", "TransactionID"});
    const auto paid = wanted.is_string() ? m_paid.find(wanted.get<std::string>()) : m_paid.end();
    json answer = failed("NotFound");
    if (paid != m_paid.end())
    {
        m_takings -= paid->second;
        m_paid.erase(paid);
        answer = {{"Response", {{"Result", "Success"}}}};
    }
    m_last = header["ServiceID"].get<std::string>();
    m_done[m_last] = respond(header, std::move(answer));
    return {m_done[m_last]};
}

void Terminal::restart()
{
    if (!m_running.is_null())
        (void)finish(respond(m_running["header"], failed("Aborted")));
    m_isLoggedIn = false;
    m_isBroken = false;
}

} // namespace banshi::drivers::virtual_payterm
