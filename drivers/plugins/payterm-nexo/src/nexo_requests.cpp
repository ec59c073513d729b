// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_requests.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace banshi::drivers::plugins::payterm_nexo
{

namespace
{

using nlohmann::json;

constexpr double kFenPerYuan = 100.0;
constexpr double kMostYuan = 10'000'000.0;

std::string message(const Parties& parties, const char* category, const std::string& serviceId, json body)
{
    const json header{{"ProtocolVersion", parties.protocolVersion},
                      {"MessageClass", "Service"},
                      {"MessageCategory", category},
                      {"MessageType", "Request"},
                      {"SaleID", parties.saleId},
                      {"ServiceID", serviceId},
                      {"POIID", parties.poiId}};
    const json request{{"MessageHeader", header}, {std::string(category) + "Request", std::move(body)}};
    return json{{"SaleToPOIRequest", request}}.dump();
}

json referenceJson(const Parties& parties, const Reference& what)
{
    return {{"MessageCategory", what.category}, {"SaleID", parties.saleId}, {"ServiceID", what.serviceId}};
}

} // namespace

double yuanOf(std::int64_t fen)
{
    return static_cast<double>(fen) / kFenPerYuan;
}

std::int64_t fenOf(double yuan)
{
    return yuan > 0.0 && yuan <= kMostYuan ? std::llround(yuan * kFenPerYuan) : 0;
}

// Version 3.0 calls the maker of the software otherwise than 3.1 does, and both require it.
std::string loginRequest(const Parties& parties, const std::string& serviceId, const std::string& utcNow)
{
    const char* maker = parties.protocolVersion.starts_with("3.0") ? "ManufacturerID" : "ProviderIdentification";
    return message(parties, "Login", serviceId,
                   {{"DateTime", utcNow},
                    {"OperatorLanguage", "zh"},
                    {"SaleSoftware",
                     {{maker, "Banshi"},
                      {"ApplicationName", "Banshi"},
                      {"SoftwareVersion", "0.1"},
                      {"CertificationCode", "none"}}}});
}

std::string diagnosisRequest(const Parties& parties, const std::string& serviceId)
{
    return message(parties, "Diagnosis", serviceId, {{"HostDiagnosisFlag", false}});
}

std::string paymentRequest(const Parties& parties, const sdk::PaymentRequest& request, const std::string& utcNow)
{
    return message(
        parties, "Payment", request.reference,
        {{"SaleData", {{"SaleTransactionID", {{"TransactionID", request.reference}, {"TimeStamp", utcNow}}}}},
         {"PaymentTransaction",
          {{"AmountsReq", {{"Currency", parties.currency}, {"RequestedAmount", yuanOf(request.amountFen)}}}}}});
}

std::string abortRequest(const Parties& parties, const std::string& serviceId, const Reference& what)
{
    return message(parties, "Abort", serviceId,
                   {{"AbortReason", "MerchantAbort"}, {"MessageReference", referenceJson(parties, what)}});
}

std::string statusRequest(const Parties& parties, const std::string& serviceId, const Reference* what)
{
    json body{{"ReceiptReprintFlag", false}};
    if (what != nullptr)
        body["MessageReference"] = referenceJson(parties, *what);
    return message(parties, "TransactionStatus", serviceId, std::move(body));
}

std::string reversalRequest(const Parties& parties, const sdk::ReversalRequest& request)
{
    const auto bar = request.terminalReference.find('|');
    if (bar == std::string::npos)
        return {};
    return message(parties, "Reversal", request.reference,
                   {{"OriginalPOITransaction",
                     {{"POITransactionID",
                       {{"TransactionID", request.terminalReference.substr(0, bar)},
                        {"TimeStamp", request.terminalReference.substr(bar + 1)}}}}},
                    {"ReversalReason", "MerchantCancel"}});
}

} // namespace banshi::drivers::plugins::payterm_nexo
