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
    /// Serves `/xfs4iot/v1.0/<name>/`; connections to other paths are closed, and so are those whose handshake does not
    /// carry the token, before anything is read of them. An empty token lets everybody in.
    ServiceServer(std::string name, std::string token, QObject* parent = nullptr);
    ~ServiceServer() override;

    /// Listens on 127.0.0.1 on a port of the system's choice. False when that fails.
    bool listen();
    /// The service's address for the publisher.
    [[nodiscard]] std::string uri() const;

    /// Connections that came without the token.
    [[nodiscard]] int strangers() const { return m_strangers; }

    void send(ConnectionId to, const protocol::Message& message) override;
    void broadcast(const protocol::Message& message) override;

Q_SIGNALS:
    void received(banshi::drivers::host::ConnectionId from, const QByteArray& text);
    void disconnected(banshi::drivers::host::ConnectionId who);

private:
    void accept();
    void turnAway(QWebSocket* client, const QString& why);
    void deliver(ConnectionId to, const QByteArray& text);

    const std::string m_name;
    const std::string m_token;
    QWebSocketServer m_server;
    QHash<ConnectionId, QWebSocket*> m_clients;
    ConnectionId m_lastId = 0;
    int m_strangers = 0;
};

} // namespace banshi::drivers::host
