// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payment_payloads.h"

#include "common_payloads.h"
#include "json_reader.h"

#include <algorithm>

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kStates{std::to_array<std::pair<sdk::PaymentState, std::string_view>>({
    {sdk::PaymentState::Unknown, "unknown"},
    {sdk::PaymentState::Approved, "approved"},
    {sdk::PaymentState::Declined, "declined"},
    {sdk::PaymentState::Aborted, "aborted"},
    {sdk::PaymentState::NotStarted, "notStarted"},
    {sdk::PaymentState::InProgress, "inProgress"},
    {sdk::PaymentState::Reversed, "reversed"},
})};
constexpr std::int64_t kMostFen = 1'000'000'000; // 10 million yuan: above every fee of a kiosk
constexpr std::size_t kLongestReference = 10;    // nexo's ServiceID
constexpr std::size_t kLongestTerminalReference = 200;

bool isReference(const std::string& text)
{
    return !text.empty() && text.size() <= kLongestReference && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
}

std::string readReference(JsonReader& reader)
{
    std::string reference = reader.text("reference");
    if (!isReference(reference))
        reader.fault("reference");
    return reference;
}

} // namespace

json toJson(const sdk::PaymentRequest& request)
{
    return {{"reference", request.reference}, {"amountFen", request.amountFen}};
}

Parsed<sdk::PaymentRequest> paymentRequestFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::PaymentRequest request;
    request.reference = readReference(reader);
    request.amountFen = reader.integer("amountFen", 1, kMostFen);
    return reader.finish(std::move(request));
}

json toJson(const sdk::ReversalRequest& request)
{
    return {{"reference", request.reference},
            {"terminalReference", request.terminalReference},
            {"amountFen", request.amountFen}};
}

Parsed<sdk::ReversalRequest> reversalRequestFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::ReversalRequest request;
    request.reference = readReference(reader);
    request.terminalReference = reader.text("terminalReference");
    if (request.terminalReference.empty() || request.terminalReference.size() > kLongestTerminalReference)
        reader.fault("terminalReference");
    request.amountFen = reader.integer("amountFen", 1, kMostFen);
    return reader.finish(std::move(request));
}

Parsed<std::string> paymentReferenceFromJson(const json& payload)
{
    JsonReader reader(payload);
    std::string reference = readReference(reader);
    return reader.finish(std::move(reference));
}

json toJson(const sdk::PaymentReport& report)
{
    json payload{{"state", kStates.text(report.state)}, {"reference", report.reference}};
    if (report.amountFen > 0)
        payload["amountFen"] = report.amountFen;
    if (!report.terminalReference.empty())
        payload["terminalReference"] = report.terminalReference;
    if (!report.reason.empty())
        payload["reason"] = report.reason;
    return payload;
}

Parsed<sdk::PaymentReport> paymentReportFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::PaymentReport report;
    report.state = reader.choice("state", kStates);
    report.reference = reader.text("reference");
    report.amountFen = reader.integerOr("amountFen", 0, 1, kMostFen);
    report.terminalReference = reader.textOr("terminalReference", {});
    report.reason = reader.textOr("reason", {});
    return reader.finish(std::move(report));
}

json toJson(const sdk::PaymentTerminalStatus& status)
{
    return {{"common", commonJson(status.common)},
            {"paymentTerminal", {{"transaction", status.paying ? "running" : "none"}}}};
}

json toJson(const sdk::PaymentTerminalCapabilities& capabilities)
{
    return {{"common", commonJson(capabilities.common)},
            {"paymentTerminal",
             {{"reverse", capabilities.reverse}, {"queryAnyReference", capabilities.queryAnyReference}}}};
}

} // namespace banshi::drivers::protocol
