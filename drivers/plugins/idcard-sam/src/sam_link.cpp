// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_link.h"

#include <array>

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

constexpr int kTries = 3;

} // namespace

sdk::Outcome<SamReply> SamLink::exchange(SamCommand command, std::chrono::milliseconds limit,
                                         const sdk::CallContext& call, std::span<const std::uint8_t> data)
{
    const std::vector<std::uint8_t> request = buildRequest(command, data);
    for (int attempt = 0; attempt < kTries; ++attempt)
    {
        auto reply = tryOnce(request, limit, call);
        m_parser.reset();
        if (!reply)
            return reply;
        const bool requestDamaged = reply->sw3 == sw3::kChecksumError || reply->sw3 == sw3::kLengthError;
        if (reply->checksumOk && !requestDamaged)
            return reply;
    }
    return sdk::failure(sdk::ErrorCode::HardwareError, "every try was damaged on the line");
}

sdk::Outcome<SamReply> SamLink::tryOnce(std::span<const std::uint8_t> request, std::chrono::milliseconds limit,
                                        const sdk::CallContext& call)
{
    m_channel->discardInput();
    if (auto written = m_channel->write(request, call); !written)
        return written.failure();
    const sdk::TimePoint end = call.atMost(limit);
    std::array<std::uint8_t, 512> chunk;
    bool damaged = false;
    for (;;)
    {
        while (auto reply = m_parser.take())
        {
            if (reply->checksumOk)
                return std::move(*reply);
            damaged = true;
        }
        if (call.now() >= end)
            break; // a line that is never silent ends no wait by itself
        const auto count = m_channel->read(chunk, call, end);
        if (!count)
            return count.failure();
        if (*count == 0)
            break;
        m_parser.feed(std::span(chunk).first(*count));
        sdk::wipe(chunk.data(), *count);
    }
    if (auto stop = call.stopReason())
        return *stop;
    if (damaged)
        return SamReply();
    return sdk::failure(sdk::ErrorCode::DeviceNotReady, "the reader does not answer");
}

} // namespace banshi::drivers::plugins::idcard_sam
