// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_link.h"

#include "banshi/drivers/plugins/payterm_zvt/zvt_requests.h"

#include <array>

namespace banshi::drivers::plugins::payterm_zvt
{

sdk::Outcome<void> ZvtLink::connect(const sdk::CallContext& call)
{
    if (m_channel)
        return {};
    auto channel = m_connect(call);
    if (!channel)
        return channel.failure();
    m_channel = std::move(*channel);
    m_reader = ApduReader();
    return {};
}

void ZvtLink::disconnect()
{
    m_channel.reset();
}

sdk::Outcome<void> ZvtLink::send(const Apdu& apdu, const sdk::CallContext& call)
{
    if (!m_channel)
        return sdk::failure(sdk::ErrorCode::DeviceNotReady, "no connection");
    auto sent = m_channel->write(bytesOf(apdu), call);
    if (!sent)
        disconnect();
    return sent;
}

sdk::Outcome<std::optional<Apdu>> ZvtLink::receive(const sdk::CallContext& call, sdk::TimePoint until)
{
    std::array<std::uint8_t, 2048> chunk;
    for (;;)
    {
        if (auto apdu = m_reader.take())
        {
            const bool isAnswer = apdu->cls == code::kAcknowledgeClass || apdu->cls == code::kRefusalClass;
            if (!isAnswer)
                (void)send(acknowledge(), call); // what has arrived counts, whatever becomes of the line
            return std::optional<Apdu>(std::move(apdu));
        }
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
            return std::optional<Apdu>();
        m_reader.feed(std::span(chunk).first(*count));
    }
}

} // namespace banshi::drivers::plugins::payterm_zvt
