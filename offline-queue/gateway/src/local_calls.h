// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/gateway.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::gateway
{

/// A request that has passed the gate.
struct CheckedRequest
{
    const contract::Operation& operation;
    std::map<std::string, std::string> parameters; ///< of path and query
    nlohmann::json body;
};

/// Serves the `/local/…` operations from the durable file. Threads: any.
[[nodiscard]] HttpReply serveLocal(const Gateway::Parts& parts, const CheckedRequest& request);

} // namespace banshi::queue::gateway
