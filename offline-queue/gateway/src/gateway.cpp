// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/gateway.h"

#include "banshi/queue/gateway/online_calls.h"
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
    item.operation = request.operation.sealedName();
    item.stream = streamOf(request.body);
    item.body = canonical;
    item.isLowPriority = request.operation.id == "rate"; // what is left is for what a resident waits for
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

} // namespace

HttpReply Gateway::handle(const HttpRequest& request)
{
    const Law law{m_parts.contract, m_parts.gate};
    auto checked = checkRequest(law, request, [](const contract::Operation& operation) {
        return operation.caller != contract::Caller::Gateway;
    });
    if (!checked)
        return std::move(checked.error());
    const auto& operation = checked->operation;
    switch (operation.delivery)
    {
    case Delivery::Local:
        return serveLocal(m_parts, *checked);
    case Delivery::Online:
        return passThrough(law, m_parts.upstream, operation, request);
    case Delivery::Durable:
        if (operation.id == "putBlob")
            return keepBlob(m_parts, checked->parameters.at("sha256"), request);
        return keep(m_parts, *checked, request);
    }
    return refuse("request.unknownOperation");
}

HttpReply Gateway::refuse(std::string_view code, std::string detail) const
{
    return problemReply(m_parts.contract, code, std::move(detail));
}

} // namespace banshi::queue::gateway
