// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/tcp_channel.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
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

struct AddressDeleter
{
    void operator()(addrinfo* list) const { freeaddrinfo(list); }
};

int sliceMillis(const CallContext& call, TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - call.now());
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count());
}

Failure notReady(const std::string& what, int error)
{
    return failure(ErrorCode::DeviceNotReady, what + ": " + std::strerror(error));
}

// Waits until the started connection stands or has failed.
Outcome<void> awaitConnection(int socket, const CallContext& call)
{
    const TimePoint end = call.atMost(kConnectLimit);
    for (;;)
    {
        if (const auto stop = call.stopReason())
            return *stop;
        pollfd line{socket, POLLOUT, 0};
        if (::poll(&line, 1, sliceMillis(call, end)) > 0)
            break;
        if (call.now() >= end)
            return failure(ErrorCode::DeviceNotReady, "no connection in time");
    }
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error == 0 ? Outcome<void>() : notReady("cannot connect", error);
}

} // namespace

Outcome<std::unique_ptr<ByteChannel>> TcpChannel::open(const std::string& host, std::uint16_t port,
                                                       const CallContext& call)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (const int fault = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found); fault != 0)
        return failure(ErrorCode::DeviceNotReady, std::string("no such address: ") + gai_strerror(fault));
    const std::unique_ptr<addrinfo, AddressDeleter> addresses(found);
    const int handle = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (handle < 0)
        return notReady("no socket", errno);
    std::unique_ptr<ByteChannel> channel(new TcpChannel(handle));
    const int yes = 1;
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(handle, found->ai_addr, found->ai_addrlen) != 0 && errno != EINPROGRESS)
        return notReady("cannot connect", errno);
    if (auto connected = awaitConnection(handle, call); !connected)
        return connected.failure();
    return channel;
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
