// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_protocol.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

constexpr std::size_t kHead = kPreamble.size() + 2; // preamble and length
constexpr std::size_t kStatusBytes = 3;

} // namespace

std::uint8_t checksum(std::span<const std::uint8_t> bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), std::uint8_t(0), std::bit_xor<std::uint8_t>());
}

std::optional<SamCommand> setBaudCommand(int baud)
{
    const auto rate = std::ranges::find(kBauds, baud);
    if (rate == kBauds.end())
        return std::nullopt;
    return static_cast<SamCommand>(static_cast<int>(SamCommand::SetBaud115200) + (rate - kBauds.begin()));
}

bool isUnsupported(std::uint8_t code)
{
    return code == sw3::kBadCommand || code == sw3::kNotPermitted || code == sw3::kUnrecognised;
}

std::vector<std::uint8_t> buildRequest(SamCommand command, std::span<const std::uint8_t> data)
{
    const auto code = static_cast<std::uint16_t>(command);
    const auto length = static_cast<std::uint16_t>(data.size() + 3); // CMD PARA … CHK
    std::vector<std::uint8_t> frame(kPreamble.begin(), kPreamble.end());
    for (const std::uint16_t word : {length, code})
    {
        frame.push_back(static_cast<std::uint8_t>(word >> 8));
        frame.push_back(static_cast<std::uint8_t>(word));
    }
    frame.insert(frame.end(), data.begin(), data.end());
    frame.push_back(checksum(std::span(frame).subspan(kPreamble.size())));
    return frame;
}

void ReplyParser::feed(std::span<const std::uint8_t> bytes)
{
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

std::optional<SamReply> ReplyParser::take()
{
    for (;;)
    {
        const auto start = std::search(m_buffer.begin(), m_buffer.end(), kPreamble.begin(), kPreamble.end());
        if (start == m_buffer.end())
        {
            // The end of the noise may be the beginning of a preamble.
            dropFront(m_buffer.size() - std::min(m_buffer.size(), kPreamble.size() - 1));
            return std::nullopt;
        }
        dropFront(static_cast<std::size_t>(start - m_buffer.begin()));
        if (m_buffer.size() < kHead)
            return std::nullopt;
        const std::size_t length = static_cast<std::size_t>(m_buffer[5]) << 8 | m_buffer[6];
        if (length < kMinReplyLength || length > kMaxReplyLength)
        {
            dropFront(1);
            continue;
        }
        if (m_buffer.size() < kHead + length)
            return std::nullopt;

        const auto body = std::span(m_buffer).subspan(kHead, length);
        SamReply reply;
        reply.checksumOk = checksum(std::span(m_buffer).subspan(kPreamble.size(), 1 + length)) == body.back();
        if (reply.checksumOk)
        {
            reply.sw1 = body[0];
            reply.sw2 = body[1];
            reply.sw3 = body[2];
            const auto data = body.subspan(kStatusBytes, length - kStatusBytes - 1);
            reply.data.assign(data.begin(), data.end());
        }
        dropFront(reply.checksumOk ? kHead + length : 1);
        return reply;
    }
}

void ReplyParser::reset()
{
    sdk::wipe(m_buffer);
}

void ReplyParser::dropFront(std::size_t count)
{
    if (count == 0)
        return;
    const std::size_t left = m_buffer.size() - count;
    std::move(m_buffer.begin() + static_cast<std::ptrdiff_t>(count), m_buffer.end(), m_buffer.begin());
    sdk::wipe(m_buffer.data() + left, count);
    m_buffer.resize(left);
}

} // namespace banshi::drivers::plugins::idcard_sam
