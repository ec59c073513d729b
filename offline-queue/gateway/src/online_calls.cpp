// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/online_calls.h"

#include "banshi/queue/contract/document.h"
#include "banshi/queue/contract/target.h"
#include "replies.h"

namespace banshi::queue::gateway
{

namespace
{

const char* codeOf(UpstreamCode code)
{
    switch (code)
    {
    case UpstreamCode::Unreachable:
        return "gateway.upstreamUnreachable";
    case UpstreamCode::NoAnswer:
        return "gateway.upstreamTimeout";
    case UpstreamCode::WrongAnswer:
        return "gateway.upstreamWrongAnswer";
    }
    return "gateway.upstreamUnreachable";
}

/// What is wrong with parameters and headers; nothing when nothing is.
std::optional<HttpReply> checkHead(const Law& law, const contract::Operation& operation,
                                   const std::map<std::string, std::string>& parameters, const HttpRequest& request)
{
    for (const auto& [name, value] : parameters)
        if (!law.gate.checkParameter(operation, name, value).empty())
            return problemReply(law.contract, "request.invalid", "parameter " + name);
    for (const auto& parameter : operation.parameters)
        if (parameter.isRequired && parameter.place == contract::ParameterPlace::Query &&
            !parameters.contains(parameter.name))
            return problemReply(law.contract, "request.invalid", "parameter " + parameter.name);
    const std::string key = request.header("idempotency-key");
    if (operation.needsKey() && key.empty())
        return problemReply(law.contract, "request.keyMissing");
    if (operation.needsKey() && !law.gate.checkParameter(operation, "Idempotency-Key", key).empty())
        return problemReply(law.contract, "request.invalid", "Idempotency-Key");
    if (!operation.requestMedia.empty() && !request.header("content-type").starts_with(operation.requestMedia))
        return problemReply(law.contract, "request.invalid", "Content-Type");
    return std::nullopt;
}

/// What a machine's enrolment says beside its body; nobody else says such things.
std::map<std::string, std::string> headersFor(const contract::Operation& operation, const HttpRequest& request)
{
    std::map<std::string, std::string> headers;
    if (operation.caller == contract::Caller::Gateway)
        for (const auto& [lower, name] : {std::pair("authorization", "Authorization"),
                                          std::pair("content-transfer-encoding", "Content-Transfer-Encoding")})
            if (auto value = request.header(lower); !value.empty())
                headers[name] = std::move(value);
    return headers;
}

} // namespace

base::Result<CheckedRequest, HttpReply> checkRequest(const Law& law, const HttpRequest& request,
                                                     bool (*isServed)(const contract::Operation&))
{
    const auto refused = [&](const char* code, std::string detail = {}) {
        return tl::unexpected(problemReply(law.contract, code, std::move(detail)));
    };
    const auto method = contract::methodNamed(request.method);
    const auto target = contract::parseTarget(request.target);
    auto match = method && target ? law.contract.match(*method, target->path) : std::nullopt;
    if (!match || !isServed(*match->operation))
        return refused("request.unknownOperation");
    const auto& operation = *match->operation;
    CheckedRequest checked{operation, std::move(match->parameters), nullptr};
    checked.parameters.insert(target->query.begin(), target->query.end());
    if (auto refusal = checkHead(law, operation, checked.parameters, request))
        return tl::unexpected(std::move(*refusal));
    if (operation.requestMedia == "application/json")
    {
        auto document = contract::parseDocument(request.body.text());
        if (!document)
            return refused("request.invalid", contract::describe(document.error()));
        if (const auto faults = law.gate.checkRequest(operation, *document); !faults.empty())
            return refused("request.invalid", contract::describe(faults));
        checked.body = std::move(*document);
    }
    return checked;
}

HttpReply passThrough(const Law& law, Upstream& upstream, const contract::Operation& operation,
                      const HttpRequest& request, const std::string& onBehalfOf)
{
    UpstreamCall call{request.method,
                      request.target,
                      request.header("idempotency-key"),
                      request.header("content-type"),
                      &request.body,
                      operation.deadline,
                      onBehalfOf,
                      headersFor(operation, request)};
    auto answer = upstream.call(call);
    if (!answer)
        return problemReply(law.contract, codeOf(answer.error().code));
    // What the contract does not allow never reaches the session: a proxy's HTML page, a cut answer.
    const auto media = law.gate.answerMedia(operation, answer->status);
    if (!answer->contentType.starts_with(media))
        return problemReply(law.contract, "gateway.upstreamWrongAnswer", "media type");
    if (media == "application/json" || media == contract::kProblemMedia)
    {
        const auto document = contract::parseDocument(answer->body.text());
        if (!document || !law.gate.checkAnswer(operation, answer->status, *document).empty())
            return problemReply(law.contract, "gateway.upstreamWrongAnswer", "content");
    }
    return {answer->status, answer->contentType, std::move(answer->body)};
}

} // namespace banshi::queue::gateway
