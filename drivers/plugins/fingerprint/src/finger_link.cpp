// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/finger_link.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::plugins::fingerprint
{

namespace
{

using sdk::ErrorCode;

} // namespace

sdk::Outcome<Packet> FingerLink::receive(const sdk::CallContext& call, sdk::TimePoint end)
{
    std::array<std::uint8_t, 512> chunk{};
    for (;;)
    {
        if (auto packet = m_reader.take())
            return std::move(*packet);
        if (call.now() >= end)
            break; // a line that is never silent ends no wait by itself
        const auto count = m_line->read(chunk, call, end);
        if (!count)
            return count.failure();
        if (*count == 0)
            break;
        m_reader.feed(std::span(chunk).first(*count));
        sdk::wipe(chunk.data(), *count);
    }
    if (const auto stop = call.stopReason())
        return *stop;
    return sdk::failure(ErrorCode::DeviceNotReady, "the module does not answer");
}

sdk::Outcome<Answer> FingerLink::ask(std::span<const std::uint8_t> command, const sdk::CallContext& call)
{
    m_reader.reset();
    m_line->discardInput();
    if (auto sent = m_line->write(bytesOf(PacketKind::Command, command), call); !sent)
        return sent.failure();
    const sdk::TimePoint end = call.atMost(m_patience.answer);
    for (;;)
    {
        auto packet = receive(call, end);
        if (!packet)
            return packet.failure();
        if (packet->kind == PacketKind::Answer && !packet->content.empty())
            return Answer{packet->content.front(), {packet->content.begin() + 1, packet->content.end()}};
    }
}

sdk::Outcome<std::vector<std::uint8_t>> FingerLink::receiveData(std::size_t most, const sdk::CallContext& call)
{
    const std::size_t passedOver = m_reader.passedOver();
    std::vector<std::uint8_t> data;
    data.reserve(most); // so that no copy of a finger stays behind when it grows
    sdk::TimePoint end = call.atMost(m_patience.data);
    for (;;)
    {
        auto packet = receive(call, end);
        const bool isDamaged = m_reader.passedOver() != passedOver;
        if (!packet || isDamaged || data.size() + packet->content.size() > most)
        {
            sdk::wipe(data);
            return packet ? sdk::failure(ErrorCode::HardwareError, "damaged or too much data") : packet.failure();
        }
        if (packet->kind != PacketKind::Data && packet->kind != PacketKind::EndOfData)
            continue;
        if (!packet->content.empty())
            end = call.atMost(m_patience.data);
        data.insert(data.end(), packet->content.begin(), packet->content.end());
        if (packet->kind == PacketKind::EndOfData)
            return data;
    }
}

sdk::Outcome<void> FingerLink::sendData(std::span<const std::uint8_t> data, std::size_t size,
                                        const sdk::CallContext& call)
{
    while (!data.empty())
    {
        const auto part = data.first(std::min(size, data.size()));
        data = data.subspan(part.size());
        auto bytes = bytesOf(data.empty() ? PacketKind::EndOfData : PacketKind::Data, part);
        auto sent = m_line->write(bytes, call);
        sdk::wipe(bytes);
        if (!sent)
            return sent;
    }
    return {};
}

} // namespace banshi::drivers::plugins::fingerprint
