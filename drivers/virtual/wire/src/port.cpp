// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/port.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <cerrno>
#include <sys/socket.h>

namespace banshi::drivers::virtual_wire
{

namespace
{

// True when the other end has closed, also when no event has told of it yet.
bool hasLeft(const QTcpSocket& client)
{
    char byte = 0;
    const ssize_t count = ::recv(static_cast<int>(client.socketDescriptor()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count == 0 || (count < 0 && errno != EAGAIN);
}

} // namespace

Port::Port(QObject* parent) : QObject(parent), m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, &Port::accept);
}

Port::~Port()
{
    unplug();
}

base::Result<void, WireFault> Port::plugIn()
{
    if (!m_server->isListening() && !m_server->listen(QHostAddress::LocalHost, m_number))
        return base::fail(WireError::CannotListen, m_server->errorString().toStdString());
    m_number = m_server->serverPort();
    return {};
}

void Port::unplug()
{
    m_server->close();
    if (m_client != nullptr)
        m_client->abort();
}

bool Port::isPlugged() const
{
    return m_server->isListening();
}

bool Port::isConnected() const
{
    return m_client != nullptr && m_client->state() == QAbstractSocket::ConnectedState;
}

void Port::write(std::span<const std::uint8_t> bytes)
{
    if (m_client != nullptr)
        m_client->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

void Port::accept()
{
    while (QTcpSocket* client = m_server->nextPendingConnection())
    {
        if (m_client != nullptr && !hasLeft(*m_client))
        {
            client->abort();
            client->deleteLater();
            continue;
        }
        if (m_client != nullptr)
            m_client->abort();
        m_client = client;
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            if (m_client == client)
                m_client = nullptr;
            client->deleteLater();
        });
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            const QByteArray bytes = client->readAll();
            if (client == m_client)
                Q_EMIT received(bytes);
        });
        Q_EMIT connected();
    }
}

} // namespace banshi::drivers::virtual_wire
