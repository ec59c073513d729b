// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/schema_gate.h"
#include "banshi/queue/sync/line_watch.h"

namespace banshi::queue::sync
{

/// What a call of the gateway's own came to.
struct CallOutcome
{
    enum class Kind
    {
        Done,
        Passing, ///< nothing is known or the platform wants it later: send it again
        Refused, ///< these bytes can never be accepted as they are
    };
    Kind kind = Kind::Passing;
    std::string code; ///< dotted, empty for Done
    std::optional<std::chrono::seconds> retryAfter;
    int status{}; ///< of HTTP; 0 when there was no answer
};

/// Calls of the gateway itself. Each answer is held against the contract before anything of it counts, and teaches the
/// line watch. Threads: any; blocks until the answer or the contract's deadline.
class ContractCalls
{
public:
    /// All must outlive the object.
    ContractCalls(HttpsClient& client, LineWatch& line, const contract::Contract& contract,
                  const contract::SchemaGate& gate)
        : m_client(client), m_line(line), m_contract(contract), m_gate(gate)
    {
    }

    /// Method and deadline are the operation's. `answer` is set when the outcome is Done (status 200), and to the
    /// problem when that is what came.
    [[nodiscard]] CallOutcome call(std::string_view operationId, HttpsRequest request, nlohmann::json& answer);
    /// The same with a JSON body under a key.
    [[nodiscard]] CallOutcome post(std::string_view operationId, const std::string& target, const std::string& key,
                                   const nlohmann::json& body, nlohmann::json& answer);

private:
    HttpsClient& m_client;
    LineWatch& m_line;
    const contract::Contract& m_contract;
    const contract::SchemaGate& m_gate;
};

} // namespace banshi::queue::sync
