// SPDX-License-Identifier: GPL-3.0-or-later
#include "peer_user.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <optional>
#include <pwd.h>
#include <sstream>

namespace banshi::drivers::client
{

namespace
{

// The kernel's words for a port of 127.0.0.1, in the byte order of this machine.
std::string loopbackWord(std::uint16_t port)
{
    std::array<char, 16> word{};
    std::snprintf(word.data(), word.size(), "0100007F:%04X", port);
    return word.data();
}

std::optional<uid_t> ownerOf(const std::string& local, const std::string& remote)
{
    std::ifstream table("/proc/net/tcp");
    for (std::string line; std::getline(table, line);)
    {
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid …
        std::istringstream fields(line);
        std::string slot, from, to, state, queues, timer, retries;
        uid_t uid = 0;
        if (fields >> slot >> from >> to >> state >> queues >> timer >> retries >> uid && from == local && to == remote)
            return uid;
    }
    return std::nullopt;
}

} // namespace

std::string peerUser(std::uint16_t peerPort, std::uint16_t ownPort)
{
    const auto uid = ownerOf(loopbackWord(peerPort), loopbackWord(ownPort));
    if (!uid)
        return {};
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    return getpwuid_r(*uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr ? found->pw_name
                                                                                                   : std::string();
}

} // namespace banshi::drivers::client
