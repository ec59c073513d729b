// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/machine_client.h"

#include <utility>

namespace banshi::queue::client
{

namespace
{

using nlohmann::json;
using Answer = base::Result<Response, ClientError>;

base::UtcTime timeOf(const json& text)
{
    return base::fromRfc3339(text).value_or(base::UtcTime{});
}

Health healthOf(const Response& response)
{
    const json& body = response.body;
    const json& upstream = body.at("upstream");
    const json& queue = body.at("queue");
    const json& clock = body.at("clock");
    Health health;
    health.isOk = body.at("status") == "ok";
    health.isUpstreamReachable = upstream.at("reachable");
    health.upstreamSince = timeOf(upstream.at("since"));
    health.lastProblem = upstream.value("last_problem", "");
    health.pending = queue.at("pending");
    health.parked = queue.at("parked");
    health.oldest = std::chrono::seconds(queue.at("oldest_s").get<std::int64_t>());
    health.isAccepting = body.at("accepting");
    if (const std::string at = upstream.value("last_contact", ""); !at.empty())
        health.lastContact = timeOf(at);
    if (const std::string until = body.value("certificate_until", ""); !until.empty())
        health.certificateUntil = timeOf(until);
    health.freeBytes = body.at("disk").at("free_bytes");
    health.usedBytes = body.at("disk").value("used_bytes", std::int64_t{0});
    health.budgetBytes = body.at("disk").value("budget_bytes", std::int64_t{0});
    health.isClockTrusted = clock.at("trusted");
    health.clockOffset = std::chrono::milliseconds(clock.at("offset_ms").get<std::int64_t>());
    return health;
}

std::vector<AuditEntry> entriesOf(const Response& response)
{
    std::vector<AuditEntry> entries;
    for (const json& source : response.body.at("entries"))
        entries.push_back({source.at("seq"), timeOf(source.at("at")), source.at("who"), source.at("what"),
                           source.value("before", json()), source.value("after", json())});
    return entries;
}

Callback forgetBody(std::function<void(base::Result<void, ClientError>)> done)
{
    return [done = std::move(done)](Answer answer) { done(std::move(answer).map([](const Response&) {})); };
}

} // namespace

RequestId MachineClient::health(HealthCallback done)
{
    Request request;
    request.operation = "getLocalHealth";
    return m_gateway.request(std::move(request),
                             [done = std::move(done)](Answer answer) { done(std::move(answer).map(&healthOf)); });
}

RequestId MachineClient::setting(const std::string& key, SettingCallback done)
{
    Request request;
    request.operation = "getSetting";
    request.parameters["key"] = key;
    return m_gateway.request(std::move(request), [done = std::move(done)](Answer answer) {
        if (!answer && answer.error().dottedCode() == "setting.unknown")
            return done(std::optional<json>());
        done(std::move(answer).map([](const Response& response) { return std::optional(response.body.at("value")); }));
    });
}

RequestId MachineClient::changeSetting(const std::string& key, json value, const std::string& who,
                                       const std::string& reason,
                                       std::function<void(base::Result<void, ClientError>)> done)
{
    Request request;
    request.operation = "putSetting";
    request.parameters["key"] = key;
    request.body = {{"value", std::move(value)}, {"who", who}, {"reason", reason}};
    return m_gateway.request(std::move(request), forgetBody(std::move(done)));
}

RequestId MachineClient::audit(int limit, AuditCallback done)
{
    Request request;
    request.operation = "listAudit";
    request.parameters["limit"] = std::to_string(limit);
    return m_gateway.request(std::move(request),
                             [done = std::move(done)](Answer answer) { done(std::move(answer).map(&entriesOf)); });
}

RequestId MachineClient::addAudit(const AuditEntry& entry, std::function<void(base::Result<void, ClientError>)> done)
{
    Request request;
    request.operation = "addAudit";
    request.body = {{"who", entry.who}, {"what", entry.what}, {"before", entry.before}, {"after", entry.after}};
    return m_gateway.request(std::move(request), forgetBody(std::move(done)));
}

} // namespace banshi::queue::client
