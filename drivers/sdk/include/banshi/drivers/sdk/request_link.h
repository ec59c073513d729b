// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/byte_channel.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace banshi::drivers::sdk
{

/// A connection on which whole messages travel. `Reader` cuts them out of what arrives: it has feed(bytes), take() with
/// the next whole message or nothing, and isBroken() when the stream is out of step; each connection gets a new one.
/// Threads: the driver's worker.
template <class Reader>
class RequestLink
{
public:
    using Message = typename decltype(std::declval<Reader&>().take())::value_type;

    explicit RequestLink(ChannelFactory connect) : m_connect(std::move(connect)) {}

    /// Connects if there is no connection. Errors: DeviceNotReady, TimeOut, Canceled.
    Outcome<void> connect(const CallContext& call)
    {
        if (m_channel)
            return {};
        auto channel = m_connect(call);
        if (!channel)
            return channel.failure();
        m_channel = std::move(*channel);
        m_reader = Reader();
        return {};
    }
    void disconnect() { m_channel.reset(); }
    [[nodiscard]] bool isConnected() const { return m_channel != nullptr; }

    /// Hands a message over; half a message ends the connection. Errors: as connect(); none of them says whether the
    /// device got it.
    Outcome<void> send(std::span<const std::uint8_t> message, const CallContext& call)
    {
        if (!m_channel)
            return failure(ErrorCode::DeviceNotReady, "no connection");
        auto sent = m_channel->write(message, call);
        if (!sent)
            disconnect();
        return sent;
    }

    /// The next message of the device, nothing when none came until `until`. A connection that is lost, or out of step,
    /// is closed. Errors: DeviceNotReady, Canceled.
    Outcome<std::optional<Message>> receive(const CallContext& call, TimePoint until)
    {
        std::array<std::uint8_t, 4096> chunk;
        for (;;)
        {
            if (auto message = m_reader.take())
                return std::optional<Message>(std::move(message));
            if (!m_channel || m_reader.isBroken())
            {
                disconnect();
                return failure(ErrorCode::DeviceNotReady, "no connection, or one out of step");
            }
            const auto count = m_channel->read(chunk, call, until);
            if (!count)
            {
                if (count.failure().code != ErrorCode::Canceled)
                    disconnect();
                return count.failure();
            }
            if (*count == 0)
                return std::optional<Message>();
            m_reader.feed(std::span(chunk).first(*count));
        }
    }

private:
    const ChannelFactory m_connect;
    std::unique_ptr<ByteChannel> m_channel;
    Reader m_reader;
};

} // namespace banshi::drivers::sdk
