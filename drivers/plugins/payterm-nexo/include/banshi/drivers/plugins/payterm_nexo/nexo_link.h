// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_nexo/nexo_answers.h"
#include "banshi/drivers/plugins/payterm_nexo/nexo_frame.h"

#include <banshi/drivers/sdk/byte_channel.h>
#include <memory>
#include <optional>

namespace banshi::drivers::plugins::payterm_nexo
{

/// The connection to the terminal: messages out, messages in. Threads: the driver's worker.
class NexoLink
{
public:
    explicit NexoLink(sdk::ChannelFactory connect) : m_connect(std::move(connect)) {}

    /// Connects if there is no connection. Errors: DeviceNotReady, TimeOut, Canceled.
    sdk::Outcome<void> connect(const sdk::CallContext& call);
    void disconnect();
    /// Hands a message over; half a message ends the connection. Errors: as connect(); none of them says whether the
    /// terminal got it.
    sdk::Outcome<void> send(const std::string& text, const sdk::CallContext& call);
    /// The next message of the terminal, nothing when none came until `until`. A connection that is lost, or out of
    /// step, is closed. Errors: DeviceNotReady, Canceled.
    sdk::Outcome<std::optional<Answer>> receive(const sdk::CallContext& call, sdk::TimePoint until);

private:
    const sdk::ChannelFactory m_connect;
    std::unique_ptr<sdk::ByteChannel> m_channel;
    FrameReader m_reader;
};

} // namespace banshi::drivers::plugins::payterm_nexo
