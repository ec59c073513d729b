// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/wire/control_server.h"

#include <QByteArray>
#include <QObject>
#include <cstdint>
#include <memory>
#include <span>

class QTcpServer;
class QTcpSocket;

namespace banshi::drivers::virtual_wire
{

/// A loopback port: a simulated device on the network. One client at a time: a second one is sent away, as most
/// terminals do it. Threads: lives in one thread with an event loop.
class Port : public QObject
{
    Q_OBJECT

public:
    explicit Port(QObject* parent = nullptr);
    ~Port() override;

    /// Listens on a free port of 127.0.0.1, later on the same one again. Errors: CannotListen.
    base::Result<void, WireFault> plugIn();
    /// Ends the connection and refuses new ones.
    void unplug();
    [[nodiscard]] bool isPlugged() const;
    [[nodiscard]] bool isConnected() const;
    [[nodiscard]] std::uint16_t number() const { return m_number; }
    /// Sends bytes to the client, if there is one.
    void write(std::span<const std::uint8_t> bytes);

Q_SIGNALS:
    /// Somebody has connected; whatever was being said is for nobody.
    void connected();
    void received(const QByteArray& bytes);

private:
    void accept();

    std::unique_ptr<QTcpServer> m_server;
    QTcpSocket* m_client = nullptr; // belongs to the server, null when it is gone
    std::uint16_t m_number = 0;
};

} // namespace banshi::drivers::virtual_wire
