// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/schema_gate.h"

#include "banshi/queue/contract/document.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;

bool isJson(std::string_view media)
{
    return media == "application/json" || media == kProblemMedia;
}

/// A parameter's text as the value that its schema speaks about.
json parameterValue(std::string_view text)
{
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    return parsed.ec == std::errc() && parsed.ptr == end ? json(number) : json(std::string(text));
}

} // namespace

/// Compiles each distinct schema once: most answers share the problem's.
struct SchemaGate::Compiler
{
    const base::Clock& clock;
    std::map<std::string, std::shared_ptr<const Schema>> known;

    std::shared_ptr<const Schema> compiled(const json& schema)
    {
        auto& entry = known[schema.dump()];
        if (entry == nullptr)
        {
            auto result = Schema::compile(schema, clock);
            if (!result)
                throw std::logic_error("the contract breaks its own rules: " + describe(result.error()));
            entry = std::make_shared<const Schema>(std::move(*result));
        }
        return entry;
    }

    Body body(const json& source)
    {
        if (source.is_null())
            return {};
        Body body{source.at("media"), nullptr};
        if (isJson(body.media))
            body.schema = compiled(source.at("schema"));
        return body;
    }
};

SchemaGate::SchemaGate(const Contract& contract, const base::Clock& clock)
{
    Compiler compiler{clock, {}};
    for (const Operation& operation : contract.operations())
    {
        const json& source = contract.source(operation);
        Entry entry;
        entry.request = compiler.body(source.at("request"));
        for (const auto& [status, answer] : source.at("answers").items())
            entry.answers.emplace(status, compiler.body(answer));
        for (const json& parameter : source.at("parameters"))
            entry.parameters.emplace(parameter.at("name"), *compiler.compiled(parameter.at("schema")));
        m_entries.emplace(operation.id, std::move(entry));
    }
}

SchemaGate::~SchemaGate() = default;

Faults SchemaGate::checkRequest(const Operation& operation, const json& body) const
{
    const Body& request = m_entries.at(operation.id).request;
    if (request.schema == nullptr)
        return {{FaultKind::WrongMedia, "", operation.id + " takes no JSON"}};
    Faults faults = request.schema->check(body);
    if (faults.empty() && operation.delivery == Delivery::Durable && body.dump().size() > kMostDurableBytes)
        faults.push_back({FaultKind::TooLarge, "", "more than " + std::to_string(kMostDurableBytes) + " bytes"});
    return faults;
}

Faults SchemaGate::checkAnswer(const Operation& operation, int status, const json& body) const
{
    const Body& expected = answer(operation, status);
    if (expected.schema == nullptr)
        return {{FaultKind::WrongMedia, "", operation.id + " does not answer JSON with " + std::to_string(status)}};
    Faults faults = expected.schema->check(body);
    if (faults.empty() && expected.media == kProblemMedia && status < 400)
        faults.push_back({FaultKind::UnknownAnswer, "", operation.id + " never answers " + std::to_string(status)});
    return faults;
}

Faults SchemaGate::checkParameter(const Operation& operation, std::string_view name, std::string_view value) const
{
    const auto& parameters = m_entries.at(operation.id).parameters;
    const auto found = parameters.find(name);
    const std::string path = "parameter " + std::string(name);
    if (found == parameters.end())
        return {{FaultKind::BadParameter, path, operation.id + " has no such parameter"}};
    // A text that looks like a number is both: `limit` wants the one, a case number the other.
    if (found->second.check(parameterValue(value)).empty() || found->second.check(json(std::string(value))).empty())
        return {};
    return {{FaultKind::BadParameter, path, "breaks the rule of the contract"}};
}

std::string_view SchemaGate::answerMedia(const Operation& operation, int status) const
{
    return answer(operation, status).media;
}

const SchemaGate::Body& SchemaGate::answer(const Operation& operation, int status) const
{
    const auto& answers = m_entries.at(operation.id).answers;
    const auto found = answers.find(std::to_string(status));
    return found == answers.end() ? answers.at("default") : found->second;
}

} // namespace banshi::queue::contract
