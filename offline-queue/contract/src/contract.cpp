// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/contract.h"

#include "banshi/queue/contract/target.h"
#include "embedded_contract.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;

template <class Value, std::size_t size>
Value named(const std::array<std::pair<std::string_view, Value>, size>& names, const json& text)
{
    for (const auto& [name, value] : names)
    {
        if (text == std::string(name))
            return value;
    }
    throw std::runtime_error("the embedded contract is damaged: " + text.dump());
}

Method methodOf(const json& text)
{
    constexpr std::array<std::pair<std::string_view, Method>, 4> kNames = {
        {{"get", Method::Get}, {"put", Method::Put}, {"post", Method::Post}, {"patch", Method::Patch}}};
    return named(kNames, text);
}

Delivery deliveryOf(const json& text)
{
    constexpr std::array<std::pair<std::string_view, Delivery>, 3> kNames = {
        {{"online", Delivery::Online}, {"durable", Delivery::Durable}, {"local", Delivery::Local}}};
    return named(kNames, text);
}

Caller callerOf(const json& text)
{
    constexpr std::array<std::pair<std::string_view, Caller>, 2> kNames = {
        {{"kiosk", Caller::Kiosk}, {"gateway", Caller::Gateway}}};
    return named(kNames, text);
}

ParameterPlace placeOf(const json& text)
{
    constexpr std::array<std::pair<std::string_view, ParameterPlace>, 3> kNames = {
        {{"path", ParameterPlace::Path}, {"query", ParameterPlace::Query}, {"header", ParameterPlace::Header}}};
    return named(kNames, text);
}

Operation operationOf(const json& entry)
{
    Operation operation{entry.at("id"),
                        methodOf(entry.at("method")),
                        entry.at("path"),
                        deliveryOf(entry.at("delivery")),
                        callerOf(entry.at("caller")),
                        std::chrono::milliseconds(entry.at("deadline_ms").get<int>()),
                        {},
                        {}};
    for (const json& parameter : entry.at("parameters"))
        operation.parameters.push_back(
            {parameter.at("name"), placeOf(parameter.at("in")), parameter.at("required").get<bool>()});
    if (!entry.at("request").is_null())
        operation.requestMedia = entry.at("request").at("media");
    return operation;
}

} // namespace

bool Operation::needsKey() const
{
    return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
        return parameter.name == "Idempotency-Key" && parameter.isRequired;
    });
}

std::string Operation::sealedName() const
{
    return path.substr(path.rfind('/') + 1);
}

std::string_view name(Method method)
{
    switch (method)
    {
    case Method::Get:
        return "GET";
    case Method::Put:
        return "PUT";
    case Method::Post:
        return "POST";
    case Method::Patch:
        return "PATCH";
    }
    return "GET";
}

std::optional<Method> methodNamed(std::string_view text)
{
    for (const Method method : {Method::Get, Method::Put, Method::Post, Method::Patch})
    {
        if (name(method) == text)
            return method;
    }
    return std::nullopt;
}

Contract::Contract() : m_source(std::make_unique<const json>(json::parse(embeddedContract())))
{
    for (const json& entry : m_source->at("operations"))
        m_operations.push_back(operationOf(entry));
    for (const auto& [name, entry] : m_source->at("problem_codes").items())
        m_codes.emplace(name, ProblemCode{problemClassNamed(entry.at(0).get<std::string>()).value(), entry.at(1)});
}

Contract::~Contract() = default;

const Operation* Contract::find(std::string_view id) const
{
    const auto found = std::find_if(m_operations.begin(), m_operations.end(),
                                    [id](const Operation& operation) { return operation.id == id; });
    return found == m_operations.end() ? nullptr : &*found;
}

std::optional<Match> Contract::match(Method method, std::string_view path) const
{
    // A fixed path wins over a template (`/v1/queue/batch` over `/v1/queue/{x}`): it has no parameters.
    std::optional<Match> best;
    for (const Operation& operation : m_operations)
    {
        if (operation.method != method)
            continue;
        auto values = matchPath(operation.path, path);
        if (values && (!best || values->size() < best->parameters.size()))
            best = Match{&operation, std::move(*values)};
    }
    return best;
}

bool Contract::hasPath(std::string_view path) const
{
    return std::any_of(m_operations.begin(), m_operations.end(),
                       [path](const Operation& operation) { return matchPath(operation.path, path).has_value(); });
}

Problem Contract::problem(std::string_view code, std::string detail) const
{
    constexpr int kInternal = 500;
    const auto found = m_codes.find(code);
    Problem problem;
    problem.code = code;
    problem.kind = found == m_codes.end() ? ProblemClass::Fatal : found->second.kind;
    problem.status = found == m_codes.end() ? kInternal : found->second.status;
    problem.title = code;
    problem.detail = std::move(detail);
    return problem;
}

const json& Contract::source(const Operation& operation) const
{
    return m_source->at("operations").at(static_cast<std::size_t>(&operation - m_operations.data()));
}

} // namespace banshi::queue::contract
