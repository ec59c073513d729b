// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/service_server.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/service_list.h"
#include "banshi/drivers/protocol/start_token.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkRequest>
#include <QWebSocket>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace banshi::drivers::host
{

namespace
{

Q_LOGGING_CATEGORY(lcServer, "drivers.host.server")

constexpr quint64 kMaxMessageBytes = 64ULL << 20;

// A socket keeps the last block that it wrote, and with it a card's text, for as long as it lives, unless the block is
// larger than this (Qt 6.4, QRingBuffer::free()); then it is released, and released memory is cleared.
constexpr qsizetype kKeptBlock = 32768;

bool tellsOfAResident(const protocol::Message& message)
{
    if (message.header.type != protocol::MessageType::Completion || message.payload.empty())
        return false;
    const protocol::CommandInfo* info = protocol::findCommand(message.header.name);
    return info == nullptr || !info->immediate; // the immediate ones tell of the device only
}

QByteArray bytesOf(const protocol::Message& message)
{
    const std::string text = protocol::serialize(message);
    QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    if (tellsOfAResident(message) && bytes.size() <= kKeptBlock)
        bytes.resize(kKeptBlock + 1, ' '); // white space behind JSON means nothing
    return bytes;
}

} // namespace

ServiceServer::ServiceServer(std::string name, std::string token, QObject* parent)
    : QObject(parent), m_name(std::move(name)), m_token(std::move(token)),
      m_server(QStringLiteral("banshi"), QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &ServiceServer::accept);
}

ServiceServer::~ServiceServer()
{
    for (QWebSocket* client : std::as_const(m_clients))
        client->disconnect(this);
}

bool ServiceServer::listen()
{
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        return false;
    // An answer is two messages, acknowledge and completion: without this the second waits some 40 ms for the first
    // one's TCP acknowledgement. Accepted connections inherit it (tcp(7), Linux).
    const int now = 1;
    return setsockopt(static_cast<int>(m_server.socketDescriptor()), IPPROTO_TCP, TCP_NODELAY, &now, sizeof now) == 0;
}

std::string ServiceServer::uri() const
{
    return protocol::serviceUri(m_server.serverPort(), m_name);
}

void ServiceServer::accept()
{
    while (QWebSocket* client = m_server.nextPendingConnection())
    {
        client->setParent(this);
        const QString wanted = QString::fromStdString(std::string(protocol::kServicePath) + m_name + "/");
        if (client->requestUrl().path() != wanted)
        {
            turnAway(client, QStringLiteral("no such service"));
            continue;
        }
        const QByteArray shown = client->request().rawHeader(protocol::kTokenHeader);
        if (!m_token.empty() &&
            !protocol::isBearer({shown.constData(), static_cast<std::size_t>(shown.size())}, m_token))
        {
            qCWarning(lcServer) << "a connection without this start's token was closed;" << ++m_strangers << "so far";
            turnAway(client, QStringLiteral("no token"));
            continue;
        }
        client->setMaxAllowedIncomingMessageSize(kMaxMessageBytes);
        const ConnectionId id = ++m_lastId;
        m_clients.insert(id, client);
        connect(client, &QWebSocket::textMessageReceived, this,
                [this, id](const QString& text) { Q_EMIT received(id, text.toUtf8()); });
        connect(client, &QWebSocket::disconnected, this, [this, id, client] {
            m_clients.remove(id);
            client->deleteLater();
            Q_EMIT disconnected(id);
        });
    }
}

void ServiceServer::turnAway(QWebSocket* client, const QString& why)
{
    client->close(QWebSocketProtocol::CloseCodePolicyViolated, why);
    client->deleteLater();
}

void ServiceServer::send(ConnectionId to, const protocol::Message& message)
{
    QMetaObject::invokeMethod(
        this, [this, to, text = bytesOf(message)] { deliver(to, text); }, Qt::QueuedConnection);
}

void ServiceServer::broadcast(const protocol::Message& message)
{
    QMetaObject::invokeMethod(
        this,
        [this, text = bytesOf(message)] {
            const QList<ConnectionId> ids = m_clients.keys();
            for (const ConnectionId id : ids)
                deliver(id, text);
        },
        Qt::QueuedConnection);
}

void ServiceServer::deliver(ConnectionId to, const QByteArray& text)
{
    if (QWebSocket* client = m_clients.value(to))
    {
        client->sendTextMessage(QString::fromUtf8(text));
        client->flush();
    }
}

} // namespace banshi::drivers::host
