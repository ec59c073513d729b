// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/byte_channel.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace banshi::drivers::sdk
{

/// Where a device on the network is. Threads: plain value.
struct TcpAddress
{
    std::string host;       ///< address or name
    std::uint16_t port = 0; ///< 1 to 65535
};

/// Reads `HOST:PORT`; nothing when it is none. Threads: any.
[[nodiscard]] std::optional<TcpAddress> tcpAddressOf(const std::string& text);
/// Opens connections to one address; see TcpChannel::open(). Threads: any.
[[nodiscard]] ChannelFactory tcpConnection(const TcpAddress& address);

/// A TCP connection to a device's configured address, used synchronously. Bytes go straight between the caller's memory
/// and the kernel. Threads: one, the thread that opened it; no event loop needed.
class TcpChannel : public ByteChannel
{
public:
    /// Connects to `host` (an IPv4 or IPv6 address, or a name, whose addresses are tried one after the other) before
    /// the call's deadline, at the latest within 5 s. Errors: DeviceNotReady with the system's reason, Canceled,
    /// TimeOut.
    static Outcome<std::unique_ptr<ByteChannel>> open(const std::string& host, std::uint16_t port,
                                                      const CallContext& call);
    ~TcpChannel() override;
    TcpChannel(const TcpChannel&) = delete;
    TcpChannel& operator=(const TcpChannel&) = delete;

    Outcome<std::size_t> read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until) override;
    Outcome<void> write(std::span<const std::uint8_t> bytes, const CallContext& call) override;
    void discardInput() override;

private:
    explicit TcpChannel(int socket) : m_socket(socket) {}
    int m_socket = -1;
};

} // namespace banshi::drivers::sdk
