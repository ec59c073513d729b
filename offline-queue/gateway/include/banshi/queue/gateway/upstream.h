// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"

#include <map>
#include <optional>
#include <string>

namespace banshi::queue::gateway
{

/// An online call on its way to the platform.
struct UpstreamCall
{
    std::string method;
    std::string target;
    std::string key; ///< Idempotency-Key, empty for none
    std::string contentType;
    const base::SecretBytes* body = nullptr;
    base::Nanoseconds deadline{0};
    std::string onBehalfOf{}; ///< the machine that asks, when it is not the one that our certificate names
    std::map<std::string, std::string> headers{}; ///< more of them
};

/// The platform's answer, whatever it is.
struct UpstreamAnswer
{
    int status = 0;
    std::string contentType;
    base::SecretBytes body;
};

/// Why there is no answer.
enum class UpstreamCode
{
    Unreachable, ///< the platform never saw the request
    NoAnswer,    ///< too late or broken off: the request may have taken effect
    WrongAnswer, ///< more than an answer can be
};
using UpstreamError = base::KitError<UpstreamCode>;

/// How the line is.
struct LineState
{
    bool reachable = false;
    base::UtcTime since;
    std::string lastProblem;
    std::optional<std::int64_t> clockOffsetMs;  ///< platform minus machine, once known
    std::optional<base::UtcTime> lastContact{}; ///< when the platform last answered
};

/// The next hop. Threads: any; call() blocks until the answer or the deadline.
class Upstream
{
public:
    virtual ~Upstream() = default;
    /// Any HTTP answer is an answer. Errors: UpstreamCode, when there is none.
    [[nodiscard]] virtual base::Result<UpstreamAnswer, UpstreamError> call(const UpstreamCall& call) = 0;
    [[nodiscard]] virtual LineState line() const = 0;
};

} // namespace banshi::queue::gateway
