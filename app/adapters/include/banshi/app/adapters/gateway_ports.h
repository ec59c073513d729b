// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/journal.h"
#include "banshi/app/ports/platform.h"
#include "banshi/queue/client/gateway_client.h"

#include <memory>

namespace banshi::app::adapters
{

/// The platform's calls through the machine's gateway. Threads: the GUI thread.
class GatewayPlatform : public ports::Platform
{
public:
    /// Both must outlive this object.
    GatewayPlatform(queue::client::GatewayClient& client, const queue::contract::Contract& contract)
        : m_client(client), m_contract(contract)
    {
    }

    Call get(const std::string& path, JsonDone done) override;
    Call post(const std::string& path, const std::string& key, nlohmann::json body, JsonDone done) override;
    Call putBlob(const std::string& sha256, base::SecretBytes bytes, JsonDone done) override;
    Call fetch(const std::string& path, BytesDone done) override;
    void cancel(Call call) override;

private:
    [[nodiscard]] queue::client::Request request(queue::contract::Method method, const std::string& path) const;

    queue::client::GatewayClient& m_client;
    const queue::contract::Contract& m_contract;
};

/// The durable file behind the gateway's local calls. Threads: the GUI thread.
class GatewayJournal : public ports::Journal
{
public:
    /// `client` must outlive this object.
    explicit GatewayJournal(queue::client::GatewayClient& client) : m_client(client) {}

    void open(const ports::Intent& intent, Kept done) override;
    void note(const std::string& id, nlohmann::json data, Kept done) override;
    void close(const std::string& id, ports::IntentOutcome outcome, nlohmann::json data, Kept done) override;
    void listOpen(std::function<void(std::optional<std::vector<ports::Intent>>)> done) override;

private:
    void write(const char* operation, nlohmann::json body, Kept done);

    queue::client::GatewayClient& m_client;
};

} // namespace banshi::app::adapters
