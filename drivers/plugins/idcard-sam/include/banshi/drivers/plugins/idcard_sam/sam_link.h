// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/idcard_sam/sam_protocol.h"

#include <banshi/drivers/sdk/byte_channel.h>
#include <chrono>
#include <memory>

namespace banshi::drivers::plugins::idcard_sam
{

/// One request, one reply, over a line that may damage either.
/// Threads: the driver's worker.
class SamLink
{
public:
    explicit SamLink(std::unique_ptr<sdk::ByteChannel> channel) : m_channel(std::move(channel)) {}

    /// Sends a request and returns its reply, whatever its SW3. A damaged reply, or a reply that says that the request
    /// was damaged, makes it ask again, three times in all.
    /// Errors: DeviceNotReady (no reply within `limit`, line lost), HardwareError (every try was damaged), Canceled,
    /// TimeOut.
    sdk::Outcome<SamReply> exchange(SamCommand command, std::chrono::milliseconds limit, const sdk::CallContext& call,
                                    std::span<const std::uint8_t> data = {});

private:
    sdk::Outcome<SamReply> tryOnce(std::span<const std::uint8_t> request, std::chrono::milliseconds limit,
                                   const sdk::CallContext& call);

    std::unique_ptr<sdk::ByteChannel> m_channel;
    ReplyParser m_parser;
};

} // namespace banshi::drivers::plugins::idcard_sam
