// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/http.h"
#include "banshi/queue/contract/schema_gate.h"

#include <optional>
#include <string>
#include <vector>

namespace banshi::city
{

/// Holds every request and every answer against the contract and counts the breaches. Threads: the caller's lock.
class ContractCheck
{
public:
    explicit ContractCheck(const base::Clock& clock) : m_gate(m_contract, clock) {}

    /// The operation of a request; nothing when the contract has none.
    [[nodiscard]] std::optional<queue::contract::Match> match(const Request& request) const;
    /// Reads and checks the body and the parameters. The call's body is null for operations without a JSON body.
    /// Returns the fault's text when the request breaks the contract (and counts it).
    [[nodiscard]] std::optional<std::string> request(const queue::contract::Match& match, Call& call);
    /// The same for the opened body of a sealed record. `operation` is `reports`, `prints`, …
    [[nodiscard]] std::optional<std::string> durable(const std::string& operation, const nlohmann::json& body);
    /// The operationId of a sealed record's `operation`.
    [[nodiscard]] std::string operationOf(const std::string& operation) const;
    /// The same for an answer of our own.
    [[nodiscard]] std::optional<std::string> response(const queue::contract::Operation& operation,
                                                      const Response& answer);
    /// `{requests, responses, examples}`.
    [[nodiscard]] nlohmann::json dump() const;

private:
    [[nodiscard]] queue::contract::Faults parameterFaults(const queue::contract::Match& match,
                                                          const Request& request) const;
    [[nodiscard]] std::string note(const std::string& side, const std::string& operation, const std::string& fault);

    queue::contract::Contract m_contract;
    queue::contract::SchemaGate m_gate;
    int m_requests = 0;
    int m_responses = 0;
    std::vector<std::string> m_examples;
};

} // namespace banshi::city
