// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/contract.h"
#include "banshi/queue/contract/schema.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// Holds every message against the contract: on the kiosk before it is sent, in the gateway and the platform
/// when it comes. All schemas are compiled at construction; a contract that breaks our own rules throws
/// std::logic_error, which is a defect that the first test finds. Threads: immutable after construction.
class SchemaGate
{
public:
    /// Both must outlive the gate.
    SchemaGate(const Contract& contract, const base::Clock& clock);
    ~SchemaGate();
    SchemaGate(const SchemaGate&) = delete;
    SchemaGate& operator=(const SchemaGate&) = delete;

    /// The body of a request. Faults: Schema, Format, TooLarge (durable ones: kMostDurableBytes), …;
    /// WrongMedia when the operation takes no JSON.
    [[nodiscard]] Faults checkRequest(const Operation& operation, const nlohmann::json& body) const;
    /// The body of an answer. Statuses that the contract does not name have to be problems.
    [[nodiscard]] Faults checkAnswer(const Operation& operation, int status, const nlohmann::json& body) const;
    /// One path, query or header parameter as text; BadParameter when wrong or not in the contract.
    [[nodiscard]] Faults checkParameter(const Operation& operation, std::string_view name,
                                        std::string_view value) const;
    /// The media type that the contract has for an answer; `application/problem+json` for statuses it does
    /// not name.
    [[nodiscard]] std::string_view answerMedia(const Operation& operation, int status) const;

private:
    struct Body
    {
        std::string media;
        std::shared_ptr<const Schema> schema; // none for bodies that are not JSON
    };
    struct Entry
    {
        Body request;
        std::map<std::string, Body> answers; // by status or "default"
        std::map<std::string, Schema, std::less<>> parameters;
    };
    struct Compiler;

    [[nodiscard]] const Body& answer(const Operation& operation, int status) const;

    std::map<std::string, Entry, std::less<>> m_entries; // by operation id
};

} // namespace banshi::queue::contract
