// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/message.h"

#include <cstdint>

namespace banshi::drivers::host
{

/// One client's WebSocket connection, as long as it stands. 0 is no connection.
using ConnectionId = std::uint64_t;

/// Where messages for clients go. Threads: any; messages of one thread keep their order.
class Outbox
{
public:
    virtual ~Outbox() = default;
    /// Sends to one client; dropped when its connection is gone.
    virtual void send(ConnectionId to, const protocol::Message& message) = 0;
    /// Sends to every client.
    virtual void broadcast(const protocol::Message& message) = 0;
};

} // namespace banshi::drivers::host
