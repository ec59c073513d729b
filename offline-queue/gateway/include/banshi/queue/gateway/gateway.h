// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/schema_gate.h"
#include "banshi/queue/gateway/http.h"
#include "banshi/queue/gateway/upstream.h"
#include "banshi/queue/store/store.h"
#include "banshi/queue/sync/command_desk.h"

#include <functional>

namespace banshi::queue::gateway
{

/// The contract plus durability: finds the operation, holds the request against the contract, and answers local calls
/// from the durable file, durable ones when they are on disk, online ones from the platform.
/// Threads: handle() from any thread.
class Gateway
{
public:
    /// What is joined; all of it outlives the gateway. `onAccepted` is called after a durable request is on disk;
    /// `certificateUntil` (may be empty) tells until when the machine's own certificate holds; without a desk there
    /// are no commands.
    struct Parts
    {
        const contract::Contract& contract;
        const contract::SchemaGate& gate;
        store::Store& store;
        Upstream& upstream;
        const base::Clock& clock;
        std::function<void()> onAccepted;
        std::function<std::optional<base::UtcTime>()> certificateUntil{};
        sync::CommandDesk* commands = nullptr;
    };

    explicit Gateway(Parts parts) : m_parts(std::move(parts)) {}
    /// Every failure is a problem+json of the contract.
    [[nodiscard]] HttpReply handle(const HttpRequest& request);
    /// The problem of that code.
    [[nodiscard]] HttpReply refuse(std::string_view code, std::string detail = {}) const;

private:
    Parts m_parts;
};

} // namespace banshi::queue::gateway
