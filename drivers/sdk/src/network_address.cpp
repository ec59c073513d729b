// SPDX-License-Identifier: Apache-2.0
#include "network_address.h"

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <netinet/tcp.h>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace banshi::drivers::sdk
{

namespace
{

// How long one wait may keep a cancelled operation from returning.
constexpr std::chrono::milliseconds kSlice(20);

Failure notReady(const std::string& what, int error)
{
    return failure(ErrorCode::DeviceNotReady, what + ": " + std::strerror(error));
}

// What a look-up found; its thread may outlive the one who asked.
struct Lookup
{
    std::mutex mutex;
    std::condition_variable isOver;
    std::optional<int> fault; // guarded by mutex, as all here
    std::vector<NetworkAddress> addresses;
};

std::pair<int, std::vector<NetworkAddress>> lookUp(const std::string& host, std::uint16_t port, int flags,
                                                   Resolver resolve)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICSERV | flags;
    addrinfo* found = nullptr;
    const int fault = resolve(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
    std::vector<NetworkAddress> addresses;
    for (const addrinfo* one = fault == 0 ? found : nullptr; one != nullptr; one = one->ai_next)
    {
        addresses.emplace_back().size = one->ai_addrlen;
        std::memcpy(&addresses.back().value, one->ai_addr, one->ai_addrlen);
    }
    if (found != nullptr)
        freeaddrinfo(found);
    return {fault, std::move(addresses)};
}

// Waits until the started connection stands or has failed.
Outcome<void> awaitConnection(int socket, const CallContext& call, TimePoint until)
{
    for (;;)
    {
        if (const auto stop = call.stopReason())
            return *stop;
        pollfd line{socket, POLLOUT, 0};
        if (::poll(&line, 1, static_cast<int>(kSlice.count())) > 0)
            break;
        if (call.now() >= until)
            return failure(ErrorCode::DeviceNotReady, "no connection in time");
    }
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error == 0 ? Outcome<void>() : notReady("cannot connect", error);
}

Outcome<int> connectTo(const NetworkAddress& address, const CallContext& call, TimePoint until)
{
    const int handle = ::socket(address.value.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (handle < 0)
        return notReady("no socket", errno);
    const int yes = 1;
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const auto* where = reinterpret_cast<const sockaddr*>(&address.value);
    Outcome<void> connected;
    if (::connect(handle, where, address.size) != 0)
        connected = errno == EINPROGRESS ? awaitConnection(handle, call, until) : notReady("cannot connect", errno);
    if (connected)
        return handle;
    ::close(handle);
    return connected.failure();
}

} // namespace

Outcome<std::vector<NetworkAddress>> addressesOf(const std::string& host, std::uint16_t port, const CallContext& call,
                                                 TimePoint until, Resolver resolve)
{
    if (auto [fault, addresses] = lookUp(host, port, AI_NUMERICHOST, &getaddrinfo); fault == 0)
        return addresses;
    const auto asked = std::make_shared<Lookup>();
    std::thread([asked, host, port, resolve] {
        auto [fault, addresses] = lookUp(host, port, 0, resolve);
        const std::lock_guard lock(asked->mutex);
        asked->fault = fault;
        asked->addresses = std::move(addresses);
        asked->isOver.notify_all();
    }).detach();
    std::unique_lock lock(asked->mutex);
    while (!asked->fault)
    {
        if (const auto stop = call.stopReason())
            return *stop;
        if (call.now() >= until)
            return failure(ErrorCode::DeviceNotReady, "the name was not found in time");
        asked->isOver.wait_for(lock, kSlice);
    }
    if (*asked->fault != 0)
        return failure(ErrorCode::DeviceNotReady, std::string("no such address: ") + gai_strerror(*asked->fault));
    return std::move(asked->addresses);
}

Outcome<int> connectToAny(const std::vector<NetworkAddress>& addresses, const CallContext& call, TimePoint until)
{
    Outcome<int> connected = failure(ErrorCode::DeviceNotReady, "no such address");
    auto left = static_cast<std::ptrdiff_t>(addresses.size());
    for (const NetworkAddress& address : addresses)
    {
        const auto share = (until - call.now()) / left--;
        connected = connectTo(address, call, std::min(until, call.now() + share));
        if (connected || call.stopReason())
            break;
    }
    return connected;
}

} // namespace banshi::drivers::sdk
