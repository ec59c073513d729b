// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/schema_gate.h"
#include "banshi/queue/gateway/http.h"
#include "banshi/queue/gateway/upstream.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::gateway
{

/// What every role of the gateway holds requests and answers against; both outlive whoever uses it. Threads: any.
struct Law
{
    const contract::Contract& contract;
    const contract::SchemaGate& gate;
};

/// A request that has passed the gate.
struct CheckedRequest
{
    const contract::Operation& operation;
    std::map<std::string, std::string> parameters; ///< of path and query
    nlohmann::json body;
};

/// Finds the operation and holds parameters, headers and body against the contract; operations that `isServed` does not
/// want are unknown. Errors: the problem to answer with. Threads: any.
[[nodiscard]] base::Result<CheckedRequest, HttpReply> checkRequest(const Law& law, const HttpRequest& request,
                                                                   bool (*isServed)(const contract::Operation&));

/// Asks the next hop while the caller waits, `onBehalfOf` a machine when we are not it ourselves. What the contract
/// does not allow as an answer becomes `gateway.upstreamWrongAnswer`. Threads: any; blocks up to the operation's
/// deadline.
[[nodiscard]] HttpReply passThrough(const Law& law, Upstream& upstream, const contract::Operation& operation,
                                    const HttpRequest& request, const std::string& onBehalfOf = {});

} // namespace banshi::queue::gateway
