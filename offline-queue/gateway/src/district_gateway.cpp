// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/district_gateway.h"

#include "district_calls.h"
#include "picture_calls.h"
#include "replies.h"

#include <algorithm>
#include <array>

namespace banshi::queue::gateway
{

namespace
{

/// What nobody is to put down here in the open: a durable request comes sealed, from a machine's own gateway.
bool isServed(const contract::Operation& operation)
{
    return operation.delivery == contract::Delivery::Online;
}

/// Whether the certificate shown, or none, is enough.
bool mayAsk(const HttpRequest& request, const std::string& operation)
{
    if (operation == "getTime" || operation == "estAuthorities")
        return true;
    if (request.device.empty())
        return operation == "estEnrol";
    return !request.isExpired || operation == "estRenew";
}

} // namespace

bool DistrictGateway::asksFurther(const HttpRequest& request)
{
    constexpr std::array<std::string_view, 2> kOurs{"/v1/queue/", "/v1/reconcile/"};
    return std::none_of(kOurs.begin(), kOurs.end(), [&](auto path) { return request.target.starts_with(path); });
}

HttpReply DistrictGateway::handle(const HttpRequest& request)
{
    if (const auto kiosk = request.header("x-kiosk-id");
        !request.device.empty() && !kiosk.empty() && kiosk != request.device)
        return problemReply(m_parts.law.contract, "request.forbidden",
                            "X-Kiosk-Id names another machine than the certificate");
    auto checked = checkRequest(m_parts.law, request, isServed);
    if (!checked)
        return std::move(checked.error());
    const std::string& operation = checked->operation.id;
    if (!mayAsk(request, operation))
        return problemReply(m_parts.law.contract, "request.forbidden", "without a certificate that holds");
    if (operation == "sendQueueBatch")
        return takeBatch(m_parts, request, checked->body);
    if (operation == "putQueueBlob")
        return takePicture(m_parts, checked->parameters.at("sha256"), request);
    if (operation == "getQueueBlob")
        return sayHeldPicture(m_parts, request.device, checked->parameters.at("sha256"));
    if (operation == "patchQueueBlob")
        return takePart(m_parts, checked->operation, checked->parameters.at("sha256"), request);
    if (operation == "reconcile")
        return compareQueues(m_parts, request.device, checked->body);
    if (operation == "getOutcome")
        if (auto known = outcomeOf(m_parts, request.device, checked->parameters.at("key")))
            return std::move(*known);
    return passThrough(m_parts.law, m_parts.upstream, checked->operation, request, request.device);
}

HttpReply DistrictGateway::refuse(std::string_view code) const
{
    return problemReply(m_parts.law.contract, code);
}

} // namespace banshi::queue::gateway
