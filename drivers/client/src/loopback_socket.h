// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <QWebSocket>
#include <string>

namespace banshi::drivers::client
{

/// Opens a socket to a service on this machine, past any proxy that the system may name.
void openLoopback(QWebSocket& socket, const QUrl& address, const std::string& token = {});

} // namespace banshi::drivers::client
