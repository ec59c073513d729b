// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/district_gateway.h"
#include "banshi/queue/sync/receipts.h"
#include "gateway_fixture.h"
#include "said_intake.h"

#include <QTemporaryDir>
#include <fstream>

constexpr const char* kDistrictEpoch = "0123456789abcdef";

/// A district's gateway over records in memory and an upstream that says what the test wants. Threads: one.
struct DistrictFixture
{
    banshi::testing::ManualClock clock;
    QTemporaryDir folder;
    banshi::queue::contract::Contract contract;
    banshi::queue::contract::SchemaGate gate{contract, clock};
    SaidIntake intake;
    SaidUpstream upstream;
    banshi::queue::sync::SigningKey receipts = key();
    int accepted = 0;
    banshi::queue::gateway::DistrictGateway gateway{
        {{contract, gate}, intake, upstream, receipts, clock, [this] { ++accepted; }}};

    // RFC 8032, 7.1, test 1.
    [[nodiscard]] banshi::queue::sync::SigningKey key() const
    {
        const auto file = folder.path().toStdString() + "/sign.key";
        std::ofstream(file) << "district-1 nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=\n";
        return banshi::queue::sync::SigningKey::read(file).value();
    }
    [[nodiscard]] static banshi::queue::sync::SignatureKey publicKey()
    {
        return banshi::queue::sync::SignatureKey::parse("district-1 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
            .value();
    }
    [[nodiscard]] std::string newKey() const { return banshi::base::newUuid(clock); }
    [[nodiscard]] nlohmann::json item(int seq, const std::string& uuid) const
    {
        return {{"seq", seq},
                {"key", uuid},
                {"operation", "reports"},
                {"suite", 1},
                {"key_id", "key-1"},
                {"sealed", "AAH/AQ=="},
                {"body_hmac", std::string(64, 'a')},
                {"made_at", "2026-01-01T00:00:00.000Z"},
                {"late", false}};
    }
    [[nodiscard]] static nlohmann::json batch(const nlohmann::json& items, const std::string& device = "D-1")
    {
        return {{"device", device}, {"epoch", kDistrictEpoch}, {"items", items}};
    }
    banshi::queue::gateway::HttpReply call(const std::string& method, const std::string& target,
                                           const nlohmann::json& body = nullptr, const std::string& device = "D-1",
                                           std::map<std::string, std::string> headers = {})
    {
        banshi::queue::gateway::HttpRequest request;
        request.method = method;
        request.target = target;
        request.device = device;
        request.isExpired = isExpired;
        request.headers = std::move(headers);
        if (method == "POST")
            request.headers.emplace("idempotency-key", newKey());
        if (!body.is_null())
        {
            request.headers.emplace("content-type", "application/json");
            request.body = banshi::base::SecretBytes(std::string_view(body.dump()));
        }
        return gateway.handle(request);
    }
    banshi::queue::gateway::HttpReply send(const nlohmann::json& items)
    {
        return call("POST", "/v1/queue/batch", batch(items));
    }
    bool isExpired = false;
};
