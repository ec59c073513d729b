// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopback_socket.h"

#include <QNetworkProxy>

namespace banshi::drivers::client
{

void openLoopback(QWebSocket& socket, const QUrl& address)
{
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.open(address);
}

} // namespace banshi::drivers::client
