// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/platform_upstream.h"

namespace banshi::queue::gateway
{

base::Result<UpstreamAnswer, UpstreamError> PlatformUpstream::call(const UpstreamCall& call)
{
    if (!m_line.mayTry())
        return base::fail(UpstreamCode::Unreachable, "the circuit is open", base::Retry::Later);
    sync::HttpsRequest request;
    request.method = call.method;
    request.target = call.target;
    request.headers = call.headers;
    if (!call.key.empty())
        request.headers["Idempotency-Key"] = call.key;
    if (!call.contentType.empty())
        request.headers["Content-Type"] = call.contentType;
    if (!call.onBehalfOf.empty())
        request.headers["X-Kiosk-Id"] = call.onBehalfOf;
    if (call.body != nullptr)
        request.body = call.body->view();
    request.deadline = std::chrono::duration_cast<std::chrono::milliseconds>(call.deadline);
    auto answer = m_client.call(request);
    m_line.learn(answer);
    if (answer)
        return UpstreamAnswer{answer->status, answer->contentType, std::move(answer->body)};
    switch (answer.error().code)
    {
    case sync::HttpsCode::TimedOut:
    case sync::HttpsCode::Lost:
    case sync::HttpsCode::OwnCertificateExpired:
        return base::fail(UpstreamCode::NoAnswer, answer.error().detail, base::Retry::Later);
    case sync::HttpsCode::TooLarge:
        return base::fail(UpstreamCode::WrongAnswer, answer.error().detail, base::Retry::Later);
    case sync::HttpsCode::Unreachable:
    case sync::HttpsCode::TlsRefused:
    case sync::HttpsCode::ClockWrong:
    case sync::HttpsCode::CertificateExpired:
    case sync::HttpsCode::NotEnrolled:
        return base::fail(UpstreamCode::Unreachable, answer.error().detail, base::Retry::Later);
    }
    return base::fail(UpstreamCode::Unreachable, answer.error().detail, base::Retry::Later);
}

LineState PlatformUpstream::line() const
{
    const auto line = m_line.line();
    return {line.reachable, line.since, line.lastProblem, line.clockOffsetMs, line.lastContact};
}

} // namespace banshi::queue::gateway
