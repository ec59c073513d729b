// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/gateway.h"

#include "banshi/queue/contract/document.h"
#include "banshi/queue/contract/target.h"
#include "local_calls.h"
#include "replies.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::gateway
{

using contract::Delivery;
using nlohmann::json;

namespace
{

// What an item stays in order with: everything about one order or one certificate.
std::string streamOf(const json& body)
{
    for (const char* name : {"order_id", "serial"})
        if (body.contains(name) && body[name].is_string())
            return body[name].get<std::string>();
    return {};
}

// The contract's `operation` of a sealed item is the last part of its path, e.g. `reports`.
std::string sealedName(const contract::Operation& operation)
{
    return operation.path.substr(operation.path.rfind('/') + 1);
}

HttpReply keepBlob(const Gateway::Parts& parts, const std::string& sha256, const HttpRequest& request)
{
    const auto kept = parts.store.blobs().put(sha256, request.body.view());
    if (!kept)
        return storeReply(parts.contract, kept.error());
    return jsonReply(202, {{"accepted", true}, {"duplicate", *kept}});
}

HttpReply keep(const Gateway::Parts& parts, const CheckedRequest& request, const HttpRequest& raw)
{
    std::string canonical = request.body.dump(); // members sorted: the same content is the same text
    store::NewItem item;
    item.key = raw.header("idempotency-key");
    item.closesIntent = raw.header("x-intent-id"); // gets its outcome in the same transaction
    item.operation = sealedName(request.operation);
    item.stream = streamOf(request.body);
    item.body = canonical;
    for (const auto& photo : request.body.value("photos", json::array()))
        item.blobs.push_back(photo.get<std::string>());
    if (request.body.contains("ttl_h"))
        item.ttl = std::chrono::hours(request.body["ttl_h"].get<int>());
    const auto accepted = parts.store.outbox().enqueue(item);
    base::wipe(canonical.data(), canonical.size());
    if (!accepted)
        return storeReply(parts.contract, accepted.error());
    parts.onAccepted();
    return jsonReply(202,
                     {{"accepted", true}, {"local_number", accepted->localNumber}, {"duplicate", accepted->duplicate}});
}

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

HttpReply passThrough(const Gateway::Parts& parts, const contract::Operation& operation, const HttpRequest& request)
{
    UpstreamCall call{
        request.method, request.target,    request.header("idempotency-key"), request.header("content-type"),
        &request.body,  operation.deadline};
    auto answer = parts.upstream.call(call);
    if (!answer)
        return problemReply(parts.contract, codeOf(answer.error().code));
    // What the contract does not allow never reaches the session: a proxy's HTML page, a cut answer.
    const auto media = parts.gate.answerMedia(operation, answer->status);
    if (!answer->contentType.starts_with(media))
        return problemReply(parts.contract, "gateway.upstreamWrongAnswer", "media type");
    if (media != "application/pdf")
    {
        const auto document = contract::parseDocument(answer->body.text());
        if (!document || !parts.gate.checkAnswer(operation, answer->status, *document).empty())
            return problemReply(parts.contract, "gateway.upstreamWrongAnswer", "content");
    }
    return {answer->status, answer->contentType, std::move(answer->body)};
}

} // namespace

HttpReply Gateway::handle(const HttpRequest& request)
{
    const auto method = contract::methodNamed(request.method);
    const auto target = contract::parseTarget(request.target);
    auto match = method && target ? m_parts.contract.match(*method, target->path) : std::nullopt;
    if (!match || match->operation->caller == contract::Caller::Gateway)
        return refuse("request.unknownOperation");
    const auto& operation = *match->operation;
    CheckedRequest checked{operation, std::move(match->parameters), nullptr};
    checked.parameters.insert(target->query.begin(), target->query.end());
    if (auto refusal = checkHead(operation, checked.parameters, request))
        return std::move(*refusal);
    if (operation.requestMedia == "application/json")
    {
        auto document = contract::parseDocument(request.body.text());
        if (!document)
            return refuse("request.invalid", contract::describe(document.error()));
        if (const auto faults = m_parts.gate.checkRequest(operation, *document); !faults.empty())
            return refuse("request.invalid", contract::describe(faults));
        checked.body = std::move(*document);
    }
    switch (operation.delivery)
    {
    case Delivery::Local:
        return serveLocal(m_parts, checked);
    case Delivery::Online:
        return passThrough(m_parts, operation, request);
    case Delivery::Durable:
        if (operation.id == "putBlob")
            return keepBlob(m_parts, checked.parameters.at("sha256"), request);
        return keep(m_parts, checked, request);
    }
    return refuse("request.unknownOperation");
}

HttpReply Gateway::refuse(std::string_view code, std::string detail) const
{
    return problemReply(m_parts.contract, code, std::move(detail));
}

std::optional<HttpReply> Gateway::checkHead(const contract::Operation& operation,
                                            const std::map<std::string, std::string>& parameters,
                                            const HttpRequest& request) const
{
    for (const auto& [name, value] : parameters)
        if (!m_parts.gate.checkParameter(operation, name, value).empty())
            return refuse("request.invalid", "parameter " + name);
    for (const auto& parameter : operation.parameters)
        if (parameter.isRequired && parameter.place == contract::ParameterPlace::Query &&
            !parameters.contains(parameter.name))
            return refuse("request.invalid", "parameter " + parameter.name);
    const std::string key = request.header("idempotency-key");
    if (operation.needsKey() && key.empty())
        return refuse("request.keyMissing");
    if (operation.needsKey() && !m_parts.gate.checkParameter(operation, "Idempotency-Key", key).empty())
        return refuse("request.invalid", "Idempotency-Key");
    if (!operation.requestMedia.empty() && !request.header("content-type").starts_with(operation.requestMedia))
        return refuse("request.invalid", "Content-Type");
    return std::nullopt;
}

} // namespace banshi::queue::gateway
