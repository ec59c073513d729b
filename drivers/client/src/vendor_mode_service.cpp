// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/vendor_mode_service.h"

#include "banshi/drivers/protocol/start_token.h"
#include "peer_user.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkRequest>
#include <QWebSocket>

namespace banshi::drivers::client
{

namespace
{

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcVendorModeService, "drivers.vendormode.service")

constexpr quint64 kMaxMessageBytes = 64 * 1024;
constexpr base::Nanoseconds kHeartbeat = 2s;
constexpr int kMissedPings = 3;

} // namespace

VendorModeService::VendorModeService(const base::Clock& clock, const std::string& startToken, QObject* parent)
    : QObject(parent), m_token(protocol::hostToken(startToken, std::string(protocol::kVendorModeService))),
      m_server(QStringLiteral("banshi"), QWebSocketServer::NonSecureMode),
      m_mode(clock,
             [this](VendorMode::Connection to, const protocol::Message& message) {
                 if (const auto found = m_clients.find(to); found != m_clients.end())
                     found->second.socket->sendTextMessage(QString::fromStdString(protocol::serialize(message)));
             }),
      m_heartbeat(clock)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &VendorModeService::accept);
    connect(&m_heartbeat, &base::Timer::fired, this, &VendorModeService::beat);
    connect(&m_mode, &VendorMode::stateChanged, this, [this] {
        for (auto& [id, client] : m_clients)
            client.unansweredPings = 0;
        if (m_mode.awaited().empty())
            m_heartbeat.stop();
        else
            m_heartbeat.startRepeating(kHeartbeat);
    });
}

VendorModeService::~VendorModeService()
{
    for (const auto& [id, client] : m_clients)
        client.socket->disconnect(this);
}

bool VendorModeService::listen()
{
    return m_server.listen(QHostAddress::LocalHost, 0);
}

protocol::ServiceEntry VendorModeService::entry() const
{
    const std::string name(protocol::kVendorModeService);
    return {name, protocol::serviceUri(m_server.serverPort(), name), std::string(protocol::kVendorModeClass)};
}

void VendorModeService::accept()
{
    while (QWebSocket* socket = m_server.nextPendingConnection())
    {
        socket->setParent(this);
        if (isExpected(*socket))
        {
            admit(socket);
            continue;
        }
        socket->close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("no such service, or no token"));
        socket->deleteLater();
    }
}

bool VendorModeService::isExpected(const QWebSocket& socket) const
{
    const QByteArray shown = socket.request().rawHeader(protocol::kTokenHeader);
    const QString wanted = QUrl(QString::fromStdString(entry().uri)).path();
    return socket.requestUrl().path() == wanted &&
           (m_token.empty() ||
            protocol::isBearer({shown.constData(), static_cast<std::size_t>(shown.size())}, m_token));
}

void VendorModeService::admit(QWebSocket* socket)
{
    socket->setMaxAllowedIncomingMessageSize(kMaxMessageBytes);
    const VendorMode::Connection id = ++m_last;
    m_clients[id] = {socket, 0};
    m_mode.joined(id, peerUser(socket->peerPort(), m_server.serverPort()));
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, id](const QString& text) { m_mode.receive(id, text.toStdString()); });
    connect(socket, &QWebSocket::pong, this, [this, id] {
        if (const auto client = m_clients.find(id); client != m_clients.end())
            client->second.unansweredPings = 0;
    });
    connect(socket, &QWebSocket::disconnected, this, [this, id, socket] {
        m_clients.erase(id);
        socket->deleteLater();
        m_mode.left(id);
    });
}

void VendorModeService::beat()
{
    for (const VendorMode::Connection id : std::set(m_mode.awaited()))
    {
        const auto client = m_clients.find(id);
        if (client == m_clients.end())
            continue;
        if (client->second.unansweredPings++ < kMissedPings)
            client->second.socket->ping();
        else
        {
            qCWarning(lcVendorModeService) << "an application answers no pings and counts as gone";
            client->second.socket->abort(); // disconnected() follows
        }
    }
}

} // namespace banshi::drivers::client
