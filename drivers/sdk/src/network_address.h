// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/call_context.h"

#include <cstdint>
#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <vector>

namespace banshi::drivers::sdk
{

/// One address of a host, with the port. Threads: plain value.
struct NetworkAddress
{
    sockaddr_storage value{};
    socklen_t size = 0;
};

/// What getaddrinfo() is.
using Resolver = int (*)(const char*, const char*, const addrinfo*, addrinfo**);

/// All addresses of `host`, in the system's order. A name is looked up on a thread of its own, which nobody waits for
/// beyond `until`: the system's look-up knows no time-out. Errors: DeviceNotReady with the system's reason, Canceled,
/// TimeOut. Threads: any.
[[nodiscard]] Outcome<std::vector<NetworkAddress>> addressesOf(const std::string& host, std::uint16_t port,
                                                               const CallContext& call, TimePoint until,
                                                               Resolver resolve = &getaddrinfo);

/// Connects to the first address that takes it, and gives each its share of the time. Returns the socket, which does
/// not block. Errors: those of the last address. Threads: any.
[[nodiscard]] Outcome<int> connectToAny(const std::vector<NetworkAddress>& addresses, const CallContext& call,
                                        TimePoint until);

} // namespace banshi::drivers::sdk
