// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopback_socket.h"

#include "banshi/drivers/protocol/start_token.h"

#include <QNetworkProxy>
#include <QNetworkRequest>

namespace banshi::drivers::client
{

void openLoopback(QWebSocket& socket, const QUrl& address, const std::string& token)
{
    socket.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request(address);
    if (!token.empty())
        request.setRawHeader(protocol::kTokenHeader, QByteArray::fromStdString(protocol::bearer(token)));
    socket.open(request);
}

} // namespace banshi::drivers::client
