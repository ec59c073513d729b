// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/byte_channel.h"

#include <memory>
#include <string>

class QSerialPort;

namespace banshi::drivers::sdk
{

/// A serial line (8 data bits, no parity, 1 stop bit, no flow control), used synchronously.
/// Threads: one, the thread that opened it; no event loop needed.
class SerialChannel : public ByteChannel
{
public:
    /// Opens `path` with `baud`, locks it against other programs. Errors: DeviceNotReady with the system's reason.
    static Outcome<std::unique_ptr<ByteChannel>> open(const std::string& path, int baud);
    ~SerialChannel() override;

    Outcome<std::size_t> read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until) override;
    Outcome<void> write(std::span<const std::uint8_t> bytes, const CallContext& call) override;
    void discardInput() override;

private:
    explicit SerialChannel(std::unique_ptr<QSerialPort> port);
    [[nodiscard]] Failure gone() const;

    std::unique_ptr<QSerialPort> m_port;
};

/// Opens one line; see SerialChannel::open(). Threads: any.
[[nodiscard]] ChannelFactory serialConnection(const std::string& path, int baud);

} // namespace banshi::drivers::sdk
