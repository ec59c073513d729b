// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_link.h"

#include <array>

namespace banshi::drivers::plugins::payterm_nexo
{

sdk::Outcome<void> NexoLink::connect(const sdk::CallContext& call)
{
    if (m_channel)
        return {};
    auto channel = m_connect(call);
    if (!channel)
        return channel.failure();
    m_channel = std::move(*channel);
    m_reader = FrameReader();
    return {};
}

void NexoLink::disconnect()
{
    m_channel.reset();
}

sdk::Outcome<void> NexoLink::send(const std::string& text, const sdk::CallContext& call)
{
    if (!m_channel)
        return sdk::failure(sdk::ErrorCode::DeviceNotReady, "no connection");
    auto sent = m_channel->write(frameOf(text), call);
    if (!sent)
        disconnect();
    return sent;
}

sdk::Outcome<std::optional<Answer>> NexoLink::receive(const sdk::CallContext& call, sdk::TimePoint until)
{
    std::array<std::uint8_t, 4096> chunk;
    for (;;)
    {
        if (const auto text = m_reader.take())
            return std::optional<Answer>(parseAnswer(*text));
        if (!m_channel || m_reader.isBroken())
        {
            disconnect();
            return sdk::failure(sdk::ErrorCode::DeviceNotReady, "no connection, or one out of step");
        }
        const auto count = m_channel->read(chunk, call, until);
        if (!count)
        {
            if (count.failure().code != sdk::ErrorCode::Canceled)
                disconnect();
            return count.failure();
        }
        if (*count == 0)
            return std::optional<Answer>();
        m_reader.feed(std::span(chunk).first(*count));
    }
}

} // namespace banshi::drivers::plugins::payterm_nexo
