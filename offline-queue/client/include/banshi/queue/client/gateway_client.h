// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/secret_bytes.h"
#include "banshi/queue/client/client_error.h"
#include "banshi/queue/contract/schema_gate.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace banshi::queue::client
{

/// What to ask. `{.operation = "createPayment", .body = {…}, .key = key}`.
struct Request
{
    std::string operation;                         ///< operationId of the contract
    std::map<std::string, std::string> parameters; ///< values for path and query
    nlohmann::json body;                           ///< JSON body; null for none
    base::SecretBytes bytes;                       ///< body of operations that take no JSON (pictures)
    std::string key;                               ///< Idempotency-Key, where the contract wants one
    std::optional<base::Nanoseconds> deadline;     ///< default: the contract's for this operation
};

/// A success as the contract describes it.
struct Response
{
    int status = 0;
    nlohmann::json body;     ///< checked against the contract; null for files
    base::SecretBytes bytes; ///< the file, cleared when released
};

/// Names a running request.
enum class RequestId : std::uint64_t
{
};

/// Runs a function later on the caller's own loop; may be called from any thread.
using Executor = std::function<void(std::function<void()>)>;
using Callback = std::function<void(base::Result<Response, ClientError>)>;

/// Speaks the contract with the machine's gateway over its Unix socket; never blocks. Requests and answers
/// are held against the contract; buffers of requests and answers are cleared when released. Errors: each
/// callback gets a Response or a ClientError. The client never repeats a request by itself. Threads: used and
/// destroyed on the executor's loop, where callbacks run; the wire runs in a thread of its own.
class GatewayClient
{
public:
    /// `contract`, `gate` and `clock` must outlive the client.
    GatewayClient(std::string socketPath, const contract::Contract& contract, const contract::SchemaGate& gate,
                  const base::Clock& clock, Executor executor);
    /// Drops what is under way without calling back.
    ~GatewayClient();
    GatewayClient(const GatewayClient&) = delete;
    GatewayClient& operator=(const GatewayClient&) = delete;

    /// Sends a request; `done` is called exactly once, later, unless the request is cancelled.
    RequestId request(Request request, Callback done);
    /// Drops a request: its callback will not be called any more. It may still take effect at the other end.
    /// Does nothing when it is done already.
    void cancel(RequestId id);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace banshi::queue::client
