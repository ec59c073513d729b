// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/supervisor/watchdog.h"

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace banshi::app::supervisor
{

bool notifySystemd(const QByteArray& state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.isEmpty() || path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return false;
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    if (address.sun_path[0] == '@') // an abstract socket
        address.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(path.size()));
    const auto sent = sendto(socket, state.constData(), static_cast<std::size_t>(state.size()), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&address), length);
    close(socket);
    return sent == state.size();
}

} // namespace banshi::app::supervisor
