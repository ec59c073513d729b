// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/outbox.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QWebSocketServer>
#include <string>

class QWebSocket;

namespace banshi::drivers::host
{

/// The WebSocket end of one service on the loopback interface; knows bytes and connections only.
/// Threads: main; send() and broadcast() from any.
class ServiceServer : public QObject, public Outbox
{
    Q_OBJECT

public:
    /// Serves `/xfs4iot/v1.0/<name>/`; connections to other paths are closed.
    explicit ServiceServer(std::string name, QObject* parent = nullptr);
    ~ServiceServer() override;

    /// Listens on 127.0.0.1 on a port of the system's choice. False when that fails.
    bool listen();
    /// The service's address for the publisher.
    [[nodiscard]] std::string uri() const;

    void send(ConnectionId to, const protocol::Message& message) override;
    void broadcast(const protocol::Message& message) override;

Q_SIGNALS:
    void received(banshi::drivers::host::ConnectionId from, const QByteArray& text);
    void disconnected(banshi::drivers::host::ConnectionId who);

private:
    void accept();
    void deliver(ConnectionId to, const QByteArray& text);

    const std::string m_name;
    QWebSocketServer m_server;
    QHash<ConnectionId, QWebSocket*> m_clients;
    ConnectionId m_lastId = 0;
};

} // namespace banshi::drivers::host
