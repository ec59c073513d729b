// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/relay.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace banshi::drivers::conformance
{

Relay::Relay(std::uint16_t port, QObject* parent) : QObject(parent), m_port(port)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* driver = m_server.nextPendingConnection())
            serve(driver);
    });
}

Relay::~Relay() = default;

std::uint16_t Relay::listen()
{
    return m_server.listen(QHostAddress::LocalHost) ? m_server.serverPort() : 0;
}

void Relay::setMode(RelayMode mode)
{
    m_mode = mode;
    Q_EMIT modeChanged();
}

bool Relay::setMode(const std::string& word)
{
    if (word == "pass")
        setMode(RelayMode::Pass);
    else if (word == "cut")
        setMode(RelayMode::Cut);
    else if (word == "hold")
        setMode(RelayMode::Hold);
    else if (word == "garble")
        setMode(RelayMode::Garble);
    else
        return false;
    return true;
}

void Relay::serve(QTcpSocket* driver)
{
    connect(driver, &QTcpSocket::disconnected, driver, &QObject::deleteLater);
    if (m_mode == RelayMode::Cut)
    {
        driver->abort();
        return;
    }
    auto* device = new QTcpSocket(driver);
    device->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    driver->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(driver, &QTcpSocket::readyRead, this, [this, driver, device] { move(driver, device, false); });
    connect(device, &QTcpSocket::connected, this, [this, driver, device] { move(driver, device, false); });
    connect(device, &QTcpSocket::readyRead, this, [this, driver, device] { move(device, driver, true); });
    connect(device, &QTcpSocket::disconnected, driver, &QTcpSocket::disconnectFromHost);
    connect(this, &Relay::modeChanged, driver, [this, driver, device] {
        if (m_mode == RelayMode::Cut)
        {
            device->disconnect(driver);
            device->abort();
            driver->abort();
            return;
        }
        move(driver, device, false);
        move(device, driver, true);
    });
    device->connectToHost(QStringLiteral("localhost"), m_port);
}

// What is held stays in the sockets' own buffers.
void Relay::move(QTcpSocket* from, QTcpSocket* to, bool isAnswer)
{
    if (m_mode == RelayMode::Hold || to->state() != QAbstractSocket::ConnectedState)
        return;
    QByteArray bytes = from->readAll();
    if (isAnswer && m_mode == RelayMode::Garble)
        for (char& byte : bytes)
        {
            m_noise = m_noise * 1664525U + 1013904223U; // a fixed sequence, so that runs repeat
            byte = static_cast<char>(m_noise >> 24);
        }
    to->write(bytes);
}

} // namespace banshi::drivers::conformance
