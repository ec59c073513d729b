// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/fingerprint/finger_packet.h"

#include <banshi/drivers/sdk/byte_channel.h>
#include <memory>
#include <vector>

namespace banshi::drivers::plugins::fingerprint
{

/// What a module answers a command: its code, and what stands behind it.
struct Answer
{
    std::uint8_t code = 0;
    std::vector<std::uint8_t> values;
};

/// The line to the module: one command, one answer, and the data that some bring. Threads: the driver's worker.
class FingerLink
{
public:
    /// How patient to be.
    struct Patience
    {
        std::chrono::milliseconds answer{1000}; ///< a module works on a command for less than that
        std::chrono::milliseconds data{500};    ///< between two packets of data
    };

    FingerLink(std::unique_ptr<sdk::ByteChannel> line, Patience patience)
        : m_line(std::move(line)), m_patience(patience)
    {
    }

    /// Sends a command and waits for its answer; what was said before is thrown away.
    /// Errors: DeviceNotReady (line lost, no answer), TimeOut, Canceled.
    sdk::Outcome<Answer> ask(std::span<const std::uint8_t> command, const sdk::CallContext& call);
    /// The data behind an answer, at most `most` bytes. Errors: as ask(); HardwareError when it is longer, or something
    /// is missing in it.
    sdk::Outcome<std::vector<std::uint8_t>> receiveData(std::size_t most, const sdk::CallContext& call);
    /// Sends data in packets of `size` bytes. Errors: as ByteChannel::write().
    sdk::Outcome<void> sendData(std::span<const std::uint8_t> data, std::size_t size, const sdk::CallContext& call);

private:
    sdk::Outcome<Packet> receive(const sdk::CallContext& call, sdk::TimePoint end);

    std::unique_ptr<sdk::ByteChannel> m_line;
    const Patience m_patience;
    PacketReader m_reader;
};

} // namespace banshi::drivers::plugins::fingerprint
