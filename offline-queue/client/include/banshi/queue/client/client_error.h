// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/queue/contract/problem.h"

#include <optional>
#include <string>
#include <vector>

namespace banshi::queue::client
{

/// Why a request to the gateway has no result.
enum class ClientErrorCode
{
    InvalidRequest, ///< breaks the contract; was never sent (a defect of the caller)
    Unreachable,    ///< no gateway on the socket; was never sent
    ConnectionLost, ///< the connection ended before the answer
    TimedOut,       ///< the deadline passed before the answer
    WrongAnswer,    ///< an answer that the contract does not allow, e.g. HTML
    Problem,        ///< the gateway or the platform refused, see ClientError::problem
};

/// An error with what is needed to act on it. Threads: plain value.
struct ClientError
{
    ClientErrorCode code;
    std::string detail; ///< for developers; never personal data
    base::Retry retry = base::Retry::Never;
    std::optional<contract::Problem> problem; ///< present for ClientErrorCode::Problem

    /// The code that names the sentence: the problem's own, else `queue.client.…`.
    [[nodiscard]] std::string dottedCode() const;
    /// True when the request may have taken effect all the same: ask by key or id, never do it again under a
    /// new one.
    [[nodiscard]] bool mayHaveHappened() const;
};

/// Every dotted code that a user of the client can meet: its own, the schema gate's, the problems of the contract.
[[nodiscard]] std::vector<std::string> allErrorCodes();

} // namespace banshi::queue::client
