// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/service_publisher.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/start_token.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkRequest>
#include <QSaveFile>
#include <QWebSocket>
#include <algorithm>

namespace banshi::drivers::client
{

namespace
{

using protocol::CompletionCode;

Q_LOGGING_CATEGORY(lcPublisher, "drivers.publisher")

constexpr quint64 kMaxMessageBytes = 64 * 1024;

void sendTo(QWebSocket* client, const protocol::Message& message)
{
    client->sendTextMessage(QString::fromStdString(protocol::serialize(message)));
}

// Whether the handshake of this connection carried the token of the host of this name.
bool isHost(const QWebSocket& from, const std::string& startToken, const std::string& name)
{
    const QByteArray shown = from.request().rawHeader(protocol::kTokenHeader);
    return protocol::isBearer({shown.constData(), static_cast<std::size_t>(shown.size())},
                              protocol::hostToken(startToken, name));
}

bool writePort(const QString& path, quint16 port)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(port) + '\n') > 0 && file.commit();
}

} // namespace

ServicePublisher::ServicePublisher(std::string startToken, QObject* parent)
    : QObject(parent), m_startToken(std::move(startToken)),
      m_server(QStringLiteral("banshi"), QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &ServicePublisher::accept);
}

ServicePublisher::~ServicePublisher()
{
    for (QWebSocket* client : m_clients.keys())
        client->disconnect(this);
}

bool ServicePublisher::listen(PortRule rule, const QString& portFile)
{
    const std::vector<std::uint16_t> ports =
        rule == PortRule::Any ? std::vector<std::uint16_t>{0} : protocol::publisherPorts();
    const bool listening = std::ranges::any_of(
        ports, [this](std::uint16_t port) { return m_server.listen(QHostAddress::LocalHost, port); });
    return listening && (portFile.isEmpty() || writePort(portFile, m_server.serverPort()));
}

QString ServicePublisher::uri() const
{
    return QString::fromStdString(protocol::serviceUri(m_server.serverPort()));
}

std::vector<protocol::ServiceEntry> ServicePublisher::services() const
{
    std::vector<protocol::ServiceEntry> all = m_static;
    for (const protocol::ServiceEntry& entry : m_clients)
        if (!entry.name.empty())
            all.push_back(entry);
    std::ranges::sort(all, {}, &protocol::ServiceEntry::name);
    return all;
}

void ServicePublisher::addStatic(const protocol::ServiceEntry& service)
{
    m_static.push_back(service);
    announce();
}

void ServicePublisher::accept()
{
    while (QWebSocket* client = m_server.nextPendingConnection())
    {
        client->setParent(this);
        client->setMaxAllowedIncomingMessageSize(kMaxMessageBytes);
        m_clients.insert(client, {});
        connect(client, &QWebSocket::textMessageReceived, this,
                [this, client](const QString& text) { receive(client, text); });
        connect(client, &QWebSocket::disconnected, this, [this, client] { leave(client); });
    }
}

void ServicePublisher::receive(QWebSocket* from, const QString& text)
{
    const auto command = protocol::parseMessage(text.toStdString());
    if (!command || command->header.type != protocol::MessageType::Command)
    {
        sendTo(from, protocol::makeAcknowledge({}, "invalidMessage"));
        return;
    }
    sendTo(from, protocol::makeAcknowledge(command->header));
    if (command->header.name == protocol::command::kGetServices)
        sendTo(from, protocol::makeCompletion(command->header, CompletionCode::Success, protocol::toJson(services())));
    else if (command->header.name == protocol::command::kRegisterService)
        registerService(from, *command);
    else
        sendTo(from,
               protocol::makeCompletion(command->header, CompletionCode::InvalidCommand, nlohmann::json::object()));
}

void ServicePublisher::registerService(QWebSocket* from, const protocol::Message& command)
{
    const auto service = protocol::serviceFromJson(command.payload);
    if (!service)
    {
        sendTo(from, protocol::makeCompletion(command.header, CompletionCode::InvalidData, nlohmann::json::object(),
                                              service.error().detail));
        return;
    }
    if (!m_startToken.empty() && !isHost(*from, m_startToken, service->name))
    {
        qCWarning(lcPublisher) << "a registration without this start's token was refused;" << ++m_strangers << "so far";
        sendTo(from, protocol::makeCompletion(command.header, CompletionCode::AuthorisationRequired,
                                              nlohmann::json::object(), "no token of this start"));
        return;
    }
    // The newest host of a name wins: an older connection belongs to a process that has just died.
    for (protocol::ServiceEntry& entry : m_clients)
        if (entry.name == service->name)
            entry = {};
    m_clients[from] = *service;
    sendTo(from, protocol::makeCompletion(command.header, CompletionCode::Success, nlohmann::json::object()));
    qCInfo(lcPublisher).noquote() << "service" << QString::fromStdString(service->name) << "is here";
    announce();
}

void ServicePublisher::leave(QWebSocket* who)
{
    const protocol::ServiceEntry entry = m_clients.take(who);
    who->deleteLater();
    if (entry.name.empty())
        return;
    qCInfo(lcPublisher).noquote() << "service" << QString::fromStdString(entry.name) << "has gone";
    announce();
}

void ServicePublisher::announce()
{
    const auto news =
        protocol::makeUnsolicited(std::string(protocol::event::kServiceDetail), protocol::toJson(services()));
    for (auto client = m_clients.cbegin(); client != m_clients.cend(); ++client)
        if (client.value().name.empty())
            sendTo(client.key(), news);
    Q_EMIT servicesChanged();
}

} // namespace banshi::drivers::client
