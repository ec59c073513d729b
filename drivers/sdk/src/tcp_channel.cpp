// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/tcp_channel.h"

#include "network_address.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace banshi::drivers::sdk
{

namespace
{

// How long one wait in the kernel may keep a cancelled operation from returning.
constexpr std::chrono::milliseconds kSlice(20);
constexpr std::chrono::seconds kConnectLimit(5);

int sliceMillis(const CallContext& call, TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - call.now());
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count());
}

Failure notReady(const std::string& what, int error)
{
    return failure(ErrorCode::DeviceNotReady, what + ": " + std::strerror(error));
}

} // namespace

Outcome<std::unique_ptr<ByteChannel>> TcpChannel::open(const std::string& host, std::uint16_t port,
                                                       const CallContext& call)
{
    const TimePoint until = call.atMost(kConnectLimit);
    const auto addresses = addressesOf(host, port, call, until);
    if (!addresses)
        return addresses.failure();
    const auto socket = connectToAny(*addresses, call, until);
    if (!socket)
        return socket.failure();
    return std::unique_ptr<ByteChannel>(new TcpChannel(*socket));
}

TcpChannel::~TcpChannel()
{
    ::close(m_socket);
}

Outcome<std::size_t> TcpChannel::read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until)
{
    const auto limit = call.deadline();
    const TimePoint end = limit ? std::min(until, *limit) : until;
    for (;;)
    {
        if (call.cancelled())
            return failure(ErrorCode::Canceled);
        const ssize_t count = ::recv(m_socket, into.data(), into.size(), 0);
        if (count > 0)
            return static_cast<std::size_t>(count);
        if (count == 0)
            return failure(ErrorCode::DeviceNotReady, "the device has closed the connection");
        if (errno != EAGAIN && errno != EINTR)
            return notReady("connection lost", errno);
        if (call.now() >= end)
            return std::size_t(0);
        pollfd line{m_socket, POLLIN, 0};
        (void)::poll(&line, 1, sliceMillis(call, end));
    }
}

Outcome<void> TcpChannel::write(std::span<const std::uint8_t> bytes, const CallContext& call)
{
    while (!bytes.empty())
    {
        if (const auto stop = call.stopReason())
            return *stop;
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return notReady("connection lost", errno);
        if (count > 0)
        {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
            continue;
        }
        pollfd line{m_socket, POLLOUT, 0};
        (void)::poll(&line, 1, static_cast<int>(kSlice.count()));
    }
    return {};
}

void TcpChannel::discardInput()
{
    std::array<std::uint8_t, 512> chunk{};
    while (::recv(m_socket, chunk.data(), chunk.size(), 0) > 0)
        continue;
}

} // namespace banshi::drivers::sdk
