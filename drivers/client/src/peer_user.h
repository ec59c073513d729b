// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace banshi::drivers::client
{

/// Login of whoever is at the other end of a TCP connection over IPv4 within this machine (proc(5), /proc/net/tcp), by
/// that end's port and ours. Empty when the kernel does not tell or the user has no name. Threads: any.
[[nodiscard]] std::string peerUser(std::uint16_t peerPort, std::uint16_t ownPort);

} // namespace banshi::drivers::client
