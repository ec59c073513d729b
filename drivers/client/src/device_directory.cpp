// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_directory.h"

#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/start_token.h"
#include "loopback_socket.h"

#include <QFile>
#include <set>

namespace banshi::drivers::client
{

namespace
{

using namespace std::chrono_literals;

constexpr base::Nanoseconds kPause = 200ms;

} // namespace

DeviceDirectory::DeviceDirectory(const base::Clock& clock, QString portFile, QString tokenFile, QObject* parent)
    : QObject(parent), m_portFile(std::move(portFile)), m_tokenFile(std::move(tokenFile)), m_again(clock)
{
    connect(&m_again, &base::Timer::fired, this, &DeviceDirectory::connectNow);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &DeviceDirectory::receive);
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        const auto ask =
            protocol::makeCommand(std::string(protocol::command::kGetServices), 1, nlohmann::json::object());
        m_socket.sendTextMessage(QString::fromStdString(protocol::serialize(ask)));
    });
    connect(&m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            m_again.start(kPause);
    });
}

DeviceDirectory::~DeviceDirectory()
{
    m_socket.disconnect(this);
}

void DeviceDirectory::start()
{
    connectNow();
}

void DeviceDirectory::connectNow()
{
    QFile file(m_portFile);
    bool isPort = false;
    const ushort port = file.open(QIODevice::ReadOnly) ? file.read(16).trimmed().toUShort(&isPort) : 0;
    if (!m_tokenFile.isEmpty())
        m_startToken = readTokenFile(m_tokenFile);
    if (isPort)
        openLoopback(m_socket, QUrl(QString::fromStdString(protocol::serviceUri(port))));
    else
        m_again.start(kPause);
}

void DeviceDirectory::receive(const QString& text)
{
    const auto message = protocol::parseMessage(text.toStdString());
    if (!message)
        return;
    const protocol::Header& header = message->header;
    const bool isList =
        (header.type == protocol::MessageType::Completion && header.name == protocol::command::kGetServices) ||
        (header.type == protocol::MessageType::Unsolicited && header.name == protocol::event::kServiceDetail);
    if (!isList)
        return;
    if (const auto services = protocol::servicesFromJson(message->payload))
        replace(*services);
}

void DeviceDirectory::replace(const std::vector<protocol::ServiceEntry>& services)
{
    std::map<QString, protocol::ServiceEntry> now;
    for (const protocol::ServiceEntry& service : services)
        now[QString::fromStdString(service.name)] = service;
    std::set<QString> changed;
    for (const auto& [name, service] : now)
        if (const auto before = m_services.find(name); before == m_services.end() || before->second != service)
            changed.insert(name);
    for (const auto& [name, service] : m_services)
        if (!now.contains(name))
            changed.insert(name);
    m_services = std::move(now);
    for (const QString& name : changed)
        Q_EMIT serviceChanged(name);
}

QString DeviceDirectory::uriOf(const QString& name) const
{
    const auto found = m_services.find(name);
    return found == m_services.end() ? QString() : QString::fromStdString(found->second.uri);
}

std::string DeviceDirectory::tokenOf(const QString& name) const
{
    const auto found = m_services.find(name);
    const bool isOurs = found != m_services.end() && !found->second.deviceClass.empty();
    return isOurs ? protocol::hostToken(m_startToken, found->second.name) : std::string();
}

std::vector<protocol::ServiceEntry> DeviceDirectory::devices() const
{
    std::vector<protocol::ServiceEntry> all;
    for (const auto& [name, service] : m_services)
        if (service.isDevice())
            all.push_back(service);
    return all;
}

} // namespace banshi::drivers::client
