// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/contract_check.h"

#include "banshi/queue/contract/document.h"

#include <algorithm>

namespace banshi::city
{

namespace
{

using queue::contract::Faults;
using queue::contract::ParameterPlace;

constexpr std::size_t kMostExamples = 20;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::optional<std::string> given(const queue::contract::Parameter& parameter,
                                 const std::map<std::string, std::string>& pathValues, const Request& request)
{
    const auto look = [](const std::map<std::string, std::string>& values, const std::string& name) {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    };
    switch (parameter.place)
    {
    case ParameterPlace::Path:
        return look(pathValues, parameter.name);
    case ParameterPlace::Query:
        return look(request.query, parameter.name);
    case ParameterPlace::Header:
        return look(request.headers, lower(parameter.name));
    }
    return std::nullopt;
}

/// The media type without its parameters.
std::string mediaOf(const std::string& header)
{
    return lower(header.substr(0, header.find(';')));
}

} // namespace

std::optional<queue::contract::Match> ContractCheck::match(const Request& request) const
{
    const auto method = queue::contract::methodNamed(request.method);
    return method ? m_contract.match(*method, request.path) : std::nullopt;
}

Faults ContractCheck::parameterFaults(const queue::contract::Match& match, const Request& request) const
{
    Faults all;
    for (const auto& parameter : match.operation->parameters)
    {
        const auto value = given(parameter, match.parameters, request);
        if (!value && parameter.isRequired)
            all.push_back({queue::contract::FaultKind::BadParameter, parameter.name, "missing"});
        if (!value)
            continue;
        const auto faults = m_gate.checkParameter(*match.operation, parameter.name, *value);
        all.insert(all.end(), faults.begin(), faults.end());
    }
    return all;
}

std::optional<std::string> ContractCheck::request(const queue::contract::Match& match, Call& call)
{
    const auto& operation = *match.operation;
    if (const auto faults = parameterFaults(match, call.request); !faults.empty())
        return note("request", operation.id, queue::contract::describe(faults));
    const std::string media = mediaOf(call.request.header("content-type"));
    if (operation.requestMedia.empty())
        return std::nullopt;
    if (media != operation.requestMedia)
        return note("request", operation.id, "another media type than " + operation.requestMedia);
    if (operation.requestMedia != "application/json")
        return std::nullopt;
    auto document = queue::contract::parseDocument(call.request.body);
    if (!document)
        return note("request", operation.id, queue::contract::describe(document.error()));
    call.body = std::move(*document);
    if (const auto faults = m_gate.checkRequest(operation, call.body); !faults.empty())
        return note("request", operation.id, queue::contract::describe(faults));
    return std::nullopt;
}

std::optional<std::string> ContractCheck::durable(const std::string& operation, const nlohmann::json& body)
{
    const auto match = m_contract.match(queue::contract::Method::Post, "/v1/" + operation);
    if (!match)
        return note("request", operation, "no such operation");
    if (const auto faults = m_gate.checkRequest(*match->operation, body); !faults.empty())
        return note("request", match->operation->id, queue::contract::describe(faults));
    return std::nullopt;
}

std::string ContractCheck::operationOf(const std::string& operation) const
{
    return m_contract.match(queue::contract::Method::Post, "/v1/" + operation).value().operation->id;
}

std::optional<std::string> ContractCheck::response(const queue::contract::Operation& operation, const Response& answer)
{
    const std::string media(m_gate.answerMedia(operation, answer.status));
    if (mediaOf(answer.type) != media)
        return note("response", operation.id, "another media type than " + media);
    if (!media.ends_with("json"))
        return std::nullopt;
    const auto faults = m_gate.checkAnswer(operation, answer.status, nlohmann::json::parse(answer.body));
    if (faults.empty())
        return std::nullopt;
    return note("response", operation.id, queue::contract::describe(faults));
}

std::string ContractCheck::note(const std::string& side, const std::string& operation, const std::string& fault)
{
    ++(side == "request" ? m_requests : m_responses);
    if (m_examples.size() < kMostExamples)
        m_examples.push_back(side + " " + operation + ": " + fault);
    return fault;
}

nlohmann::json ContractCheck::dump() const
{
    return {{"requests", m_requests}, {"responses", m_responses}, {"examples", m_examples}};
}

} // namespace banshi::city
