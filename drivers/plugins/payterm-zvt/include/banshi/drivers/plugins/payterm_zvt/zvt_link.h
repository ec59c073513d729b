// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_zvt/zvt_apdu.h"

#include <banshi/drivers/sdk/byte_channel.h>
#include <memory>
#include <optional>

namespace banshi::drivers::plugins::payterm_zvt
{

/// The connection to the terminal: messages out, messages in, each of the terminal's acknowledged as it arrives.
/// Threads: the driver's worker.
class ZvtLink
{
public:
    explicit ZvtLink(sdk::ChannelFactory connect) : m_connect(std::move(connect)) {}

    /// Connects if there is no connection. Errors: DeviceNotReady, TimeOut, Canceled.
    sdk::Outcome<void> connect(const sdk::CallContext& call);
    void disconnect();
    [[nodiscard]] bool isConnected() const { return m_channel != nullptr; }
    /// Hands a message over; half a message ends the connection. Errors: as connect(); none of them says whether the
    /// terminal got it.
    sdk::Outcome<void> send(const Apdu& apdu, const sdk::CallContext& call);
    /// The next message of the terminal, nothing when none came until `until`. A connection that is lost, or out of
    /// step, is closed. Errors: DeviceNotReady, Canceled.
    sdk::Outcome<std::optional<Apdu>> receive(const sdk::CallContext& call, sdk::TimePoint until);

private:
    const sdk::ChannelFactory m_connect;
    std::unique_ptr<sdk::ByteChannel> m_channel;
    ApduReader m_reader;
};

} // namespace banshi::drivers::plugins::payterm_zvt
