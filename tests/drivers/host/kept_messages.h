// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/outbox.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace banshi::testing
{

/// An outbox that keeps what is sent. Threads: any.
class KeptMessages : public drivers::host::Outbox
{
public:
    struct Sent
    {
        drivers::host::ConnectionId to = 0; ///< 0: everybody
        drivers::protocol::Message message;
    };

    void send(drivers::host::ConnectionId to, const drivers::protocol::Message& message) override
    {
        const std::lock_guard lock(m_mutex);
        m_sent.push_back({to, message});
        m_more.notify_all();
    }
    void broadcast(const drivers::protocol::Message& message) override { send(0, message); }

    [[nodiscard]] std::vector<Sent> all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_sent;
    }
    /// Messages of one type for one request.
    [[nodiscard]] std::vector<drivers::protocol::Message> of(drivers::protocol::MessageType type,
                                                             std::uint32_t requestId) const
    {
        const std::lock_guard lock(m_mutex);
        return filtered(type, requestId);
    }
    /// Waits for the first message of a type for a request. False after 20 s.
    bool waitFor(drivers::protocol::MessageType type, std::uint32_t requestId)
    {
        std::unique_lock lock(m_mutex);
        return m_more.wait_for(lock, std::chrono::seconds(20), [&] { return !filtered(type, requestId).empty(); });
    }
    /// Waits for a broadcast that `wanted` accepts. False after 20 s.
    bool waitForBroadcast(const std::function<bool(const drivers::protocol::Message&)>& wanted)
    {
        std::unique_lock lock(m_mutex);
        return m_more.wait_for(lock, std::chrono::seconds(20), [&] {
            for (const Sent& sent : m_sent)
                if (sent.to == 0 && wanted(sent.message))
                    return true;
            return false;
        });
    }

private:
    [[nodiscard]] std::vector<drivers::protocol::Message> filtered(drivers::protocol::MessageType type,
                                                                   std::uint32_t requestId) const
    {
        std::vector<drivers::protocol::Message> found;
        for (const Sent& sent : m_sent)
            if (sent.message.header.type == type && sent.message.header.requestId == requestId)
                found.push_back(sent.message);
        return found;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_more;
    std::vector<Sent> m_sent; // guarded by m_mutex
};

} // namespace banshi::testing
