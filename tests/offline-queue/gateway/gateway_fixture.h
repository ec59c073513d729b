// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/gateway.h"
#include "banshi/testing/queue/store_fixture.h"

#include <nlohmann/json.hpp>

/// An upstream that says what the test wants. Threads: one.
class SaidUpstream : public banshi::queue::gateway::Upstream
{
public:
    std::optional<banshi::queue::gateway::UpstreamCode> failure;
    int status = 200;
    std::string contentType = "application/json";
    std::string body = "{}";
    banshi::queue::gateway::LineState state;
    int calls = 0;
    std::string lastKey;
    std::string lastBody;
    std::string lastMachine;
    std::map<std::string, std::string> lastHeaders;

    banshi::base::Result<banshi::queue::gateway::UpstreamAnswer, banshi::queue::gateway::UpstreamError>
    call(const banshi::queue::gateway::UpstreamCall& asked) override
    {
        ++calls;
        lastKey = asked.key;
        lastBody = asked.body == nullptr ? std::string() : std::string(asked.body->text());
        lastMachine = asked.onBehalfOf;
        lastHeaders = asked.headers;
        if (failure)
            return banshi::base::fail(*failure, "said so", banshi::base::Retry::Later);
        return banshi::queue::gateway::UpstreamAnswer{status, contentType,
                                                      banshi::base::SecretBytes(std::string_view(body))};
    }
    [[nodiscard]] banshi::queue::gateway::LineState line() const override { return state; }
};

/// A gateway over a store in a temporary folder. Threads: the test's.
struct GatewayFixture
{
    explicit GatewayFixture(std::int64_t fileBudget = banshi::queue::store::StoreOptions().fileBudget)
        : budget(fileBudget)
    {
    }

    std::int64_t budget;
    banshi::testing::queue::StoreFixture store;
    SaidUpstream upstream;
    banshi::queue::contract::Contract contract;
    banshi::queue::contract::SchemaGate gate{contract, store.clock};
    int accepted = 0;
    banshi::queue::gateway::Gateway gateway{{contract, gate, (store.options.fileBudget = budget, store.reopen()),
                                             upstream, store.clock, [this] { ++accepted; }}};

    banshi::queue::gateway::HttpReply call(const std::string& method, const std::string& target,
                                           const nlohmann::json& body = nullptr, const std::string& key = {})
    {
        banshi::queue::gateway::HttpRequest request;
        request.method = method;
        request.target = target;
        if (!key.empty())
            request.headers["idempotency-key"] = key;
        if (!body.is_null())
        {
            request.headers["content-type"] = "application/json";
            request.body = banshi::base::SecretBytes(std::string_view(body.dump()));
        }
        return gateway.handle(request);
    }
    [[nodiscard]] std::string newKey() const { return banshi::base::newUuid(store.clock); }
};

inline nlohmann::json jsonOf(const banshi::queue::gateway::HttpReply& reply)
{
    return nlohmann::json::parse(reply.body.text(), nullptr, false);
}

inline std::string codeOf(const banshi::queue::gateway::HttpReply& reply)
{
    const auto document = jsonOf(reply);
    return document.is_object() ? document.value("code", "") : std::string();
}
