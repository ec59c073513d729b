// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/publisher_link.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/start_token.h"

#include <QFile>
#include <QNetworkRequest>
#include <QUrl>

namespace banshi::drivers::host
{

namespace
{

using namespace std::chrono_literals;

constexpr base::Nanoseconds kPause = 300ms;

QUrl addressOf(const std::string& publisher)
{
    if (!publisher.starts_with("file:"))
        return QUrl(QString::fromStdString(publisher));
    QFile file(QString::fromStdString(publisher.substr(5)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    bool isPort = false;
    const ushort port = file.read(16).trimmed().toUShort(&isPort);
    return isPort ? QUrl(QString::fromStdString(protocol::serviceUri(port))) : QUrl();
}

} // namespace

PublisherLink::PublisherLink(const base::Clock& clock, std::string publisher, protocol::ServiceEntry service,
                             std::string token, QObject* parent)
    : QObject(parent), m_publisher(std::move(publisher)), m_service(std::move(service)), m_token(std::move(token)),
      m_again(clock)
{
    connect(&m_again, &base::Timer::fired, this, &PublisherLink::connectNow);
    connect(&m_socket, &QWebSocket::connected, this, &PublisherLink::registerService);
    connect(&m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            m_again.start(kPause);
    });
}

void PublisherLink::start()
{
    connectNow();
}

void PublisherLink::connectNow()
{
    const QUrl address = addressOf(m_publisher);
    if (!address.isValid() || address.isEmpty())
        return m_again.start(kPause);
    QNetworkRequest request(address);
    if (!m_token.empty())
        request.setRawHeader(protocol::kTokenHeader, QByteArray::fromStdString(protocol::bearer(m_token)));
    m_socket.open(request);
}

void PublisherLink::registerService()
{
    const auto command =
        protocol::makeCommand(std::string(protocol::command::kRegisterService), 1, protocol::toJson(m_service));
    m_socket.sendTextMessage(QString::fromStdString(protocol::serialize(command)));
}

} // namespace banshi::drivers::host
