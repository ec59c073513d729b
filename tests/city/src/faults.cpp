// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/faults.h"

#include "banshi/city/problem.h"

#include <algorithm>
#include <array>

namespace banshi::city
{

namespace
{

struct KindName
{
    FaultKind kind;
    const char* name;
};

constexpr std::array kNames = {
    KindName{FaultKind::Delay, "delay"},
    KindName{FaultKind::DropAfterCommit, "dropAfterCommit"},
    KindName{FaultKind::Unavailable, "503"},
    KindName{FaultKind::WrongAnswer, "wrongAnswer"},
    KindName{FaultKind::BadSignature, "badSignature"},
    KindName{FaultKind::Html, "html"},
    KindName{FaultKind::EmptyPdf, "emptyPdf"},
};

const char* nameOf(FaultKind kind)
{
    const auto found =
        std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.kind == kind; });
    return found->name;
}

bool fits(const FaultOrder& order, const std::string& operationId, const std::string& path)
{
    if (order.kind == FaultKind::BadSignature && operationId != "issueCertificate")
        return false;
    if (order.kind == FaultKind::EmptyPdf && operationId != "getFile")
        return false;
    return order.operation.empty() || order.operation == operationId || path == "/v1/" + order.operation ||
           path.starts_with("/v1/" + order.operation + "/");
}

/// Turns one character of the signature, so that it is well-formed and wrong.
void spoilSignature(Response& response)
{
    auto body = nlohmann::json::parse(response.body);
    if (!body.contains("signature"))
        return;
    std::string signature = body.at("signature");
    signature.front() = signature.front() == 'A' ? 'B' : 'A';
    body["signature"] = signature;
    response.body = body.dump();
}

} // namespace

std::optional<FaultOrder> Faults::read(const nlohmann::json& command)
{
    const std::string name = textOf(command, "kind");
    const auto found =
        std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.name == name; });
    if (found == kNames.end())
        return std::nullopt;
    return FaultOrder{found->kind, textOf(command, "operation"), command.value("times", 1),
                      std::chrono::milliseconds(command.value("ms", 1000))};
}

std::optional<FaultOrder> Faults::take(const std::string& operationId, const std::string& path)
{
    const auto found = std::find_if(m_orders.begin(), m_orders.end(),
                                    [&](const auto& order) { return fits(order, operationId, path); });
    if (found == m_orders.end())
        return std::nullopt;
    const FaultOrder order = *found;
    ++m_used[nameOf(order.kind)];
    if (--found->times <= 0)
        m_orders.erase(found);
    return order;
}

std::optional<Response> Faults::before(const FaultOrder& order)
{
    if (order.kind == FaultKind::Unavailable)
    {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(order.time).count();
        return problem("platform.unavailable", {}, static_cast<int>(seconds));
    }
    if (order.kind == FaultKind::Html)
        return Response{
            .status = 200,
            .type = "text/html; charset=utf-8",
            .body = "<!DOCTYPE html><html><head><title>Log in</title></head><body>Please log in.</body></html>"};
    return std::nullopt;
}

void Faults::after(const FaultOrder& order, Response& response)
{
    switch (order.kind)
    {
    case FaultKind::WrongAnswer:
        response.type = "application/json";
        response.body = R"({"result":"ok","data":[1,2,3]})";
        break;
    case FaultKind::BadSignature:
        spoilSignature(response);
        break;
    case FaultKind::EmptyPdf:
        response.body.clear();
        break;
    case FaultKind::Delay:
    case FaultKind::DropAfterCommit:
    case FaultKind::Unavailable:
    case FaultKind::Html:
        break;
    }
}

} // namespace banshi::city
