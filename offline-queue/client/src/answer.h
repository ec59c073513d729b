// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/client/gateway_client.h"
#include "curl_transport.h"

namespace banshi::queue::client
{

/// What an HTTP answer means by the contract. Errors: Problem, or WrongAnswer for whatever the contract does
/// not allow.
[[nodiscard]] base::Result<Response, ClientError> interpret(const contract::SchemaGate& gate,
                                                            const contract::Operation& operation, WireAnswer answer);
/// The error for an answer that never came.
[[nodiscard]] ClientError errorOf(WireFault fault);
/// The most bytes that an answer of this operation may have.
[[nodiscard]] std::size_t mostAnswerBytes(const contract::SchemaGate& gate, const contract::Operation& operation);

} // namespace banshi::queue::client
