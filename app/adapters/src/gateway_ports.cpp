// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/gateway_ports.h"

#include "banshi/queue/contract/target.h"

namespace banshi::app::adapters
{

using namespace queue;
using contract::Method;
using contract::ProblemClass;

namespace
{

ports::FaultClass classOf(ProblemClass kind)
{
    switch (kind)
    {
    case ProblemClass::Retry:
        return ports::FaultClass::Retry;
    case ProblemClass::User:
        return ports::FaultClass::User;
    case ProblemClass::Operator:
        return ports::FaultClass::Operator;
    case ProblemClass::Fatal:
        return ports::FaultClass::Fatal;
    }
    return ports::FaultClass::Fatal;
}

ports::PlatformFault faultOf(const client::ClientError& error)
{
    ports::PlatformFault fault;
    fault.code = error.dottedCode();
    if (!error.problem)
    {
        // Without an answer the act may have happened; only the same key may ask again.
        fault.kind =
            error.code == client::ClientErrorCode::InvalidRequest ? ports::FaultClass::Fatal : ports::FaultClass::Retry;
        return fault;
    }
    fault.kind = classOf(error.problem->kind);
    fault.zh = error.problem->messageZh;
    fault.en = error.problem->messageEn;
    if (error.problem->retryAfter)
        fault.retryAfterS = static_cast<int>(error.problem->retryAfter->count());
    return fault;
}

client::Callback jsonCallback(ports::Platform::JsonDone done)
{
    return [done = std::move(done)](base::Result<client::Response, client::ClientError> answer) {
        if (answer)
            done(std::move(answer->body));
        else
            done(tl::unexpected(faultOf(answer.error())));
    };
}

} // namespace

client::Request GatewayPlatform::request(Method method, const std::string& path) const
{
    client::Request request;
    const auto target = contract::parseTarget(path);
    const auto match = target ? m_contract.match(method, target->path) : std::nullopt;
    if (match)
    {
        request.operation = match->operation->id;
        request.parameters = match->parameters;
        request.parameters.insert(target->query.begin(), target->query.end());
    }
    return request;
}

ports::Platform::Call GatewayPlatform::get(const std::string& path, JsonDone done)
{
    return static_cast<Call>(m_client.request(request(Method::Get, path), jsonCallback(std::move(done))));
}

ports::Platform::Call GatewayPlatform::post(const std::string& path, const std::string& key, nlohmann::json body,
                                            JsonDone done)
{
    auto out = request(Method::Post, path);
    out.key = key;
    out.body = std::move(body);
    return static_cast<Call>(m_client.request(std::move(out), jsonCallback(std::move(done))));
}

ports::Platform::Call GatewayPlatform::putBlob(const std::string& sha256, base::SecretBytes bytes, JsonDone done)
{
    auto out = request(Method::Put, "/v1/blobs/" + sha256);
    out.bytes = std::move(bytes);
    return static_cast<Call>(m_client.request(std::move(out), jsonCallback(std::move(done))));
}

ports::Platform::Call GatewayPlatform::fetch(const std::string& path, BytesDone done)
{
    return static_cast<Call>(
        m_client.request(request(Method::Get, path),
                         [done = std::move(done)](base::Result<client::Response, client::ClientError> answer) {
                             if (answer)
                                 done(std::move(answer->bytes));
                             else
                                 done(tl::unexpected(faultOf(answer.error())));
                         }));
}

void GatewayPlatform::cancel(Call call)
{
    m_client.cancel(static_cast<client::RequestId>(call));
}

void GatewayJournal::write(const char* operation, nlohmann::json body, Kept done)
{
    client::Request request;
    request.operation = operation;
    request.body = std::move(body);
    m_client.request(std::move(request),
                     [done = std::move(done)](base::Result<client::Response, client::ClientError> answer) {
                         done(answer.has_value());
                     });
}

void GatewayJournal::open(const ports::Intent& intent, Kept done)
{
    write("openIntent",
          {{"intent_id", intent.id},
           {"kind", ports::name(intent.kind)},
           {"session", intent.session},
           {"data", intent.data}},
          std::move(done));
}

void GatewayJournal::note(const std::string& id, nlohmann::json data, Kept done)
{
    write("noteIntent", {{"intent_id", id}, {"data", std::move(data)}}, std::move(done));
}

void GatewayJournal::close(const std::string& id, ports::IntentOutcome outcome, nlohmann::json data, Kept done)
{
    write("closeIntent", {{"intent_id", id}, {"outcome", ports::name(outcome)}, {"data", std::move(data)}},
          std::move(done));
}

void GatewayJournal::listOpen(std::function<void(std::optional<std::vector<ports::Intent>>)> done)
{
    client::Request request;
    request.operation = "listOpenIntents";
    m_client.request(std::move(request),
                     [done = std::move(done)](base::Result<client::Response, client::ClientError> answer) {
                         if (!answer)
                             return done(std::nullopt);
                         std::vector<ports::Intent> open;
                         for (const auto& entry : answer->body.value("intents", nlohmann::json::array()))
                             if (const auto kind = ports::intentKind(entry.value("kind", "")))
                                 open.push_back({entry.value("intent_id", ""), *kind, entry.value("session", ""),
                                                 entry.value("data", nlohmann::json::object())});
                         done(std::move(open));
                     });
}

} // namespace banshi::app::adapters
