// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/service_list.h"

#include <QHostAddress>
#include <QObject>
#include <QPointer>
#include <QWebSocket>
#include <QWebSocketServer>
#include <functional>
#include <vector>

namespace banshi::testing
{

/// A driver host as it looks from outside, played by the test: acknowledges everything, answers Status and Capabilities
/// by itself, and leaves every other command to the test. Threads: the test's.
class FakeService : public QObject
{
public:
    explicit FakeService(quint16 port = 0)
    {
        m_server.listen(QHostAddress::LocalHost, port);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            client = m_server.nextPendingConnection();
            client->setParent(this);
            ++connections;
            connect(client, &QWebSocket::textMessageReceived, this, &FakeService::receive);
        });
    }

    [[nodiscard]] drivers::protocol::ServiceEntry entry(const std::string& name) const
    {
        return {name, drivers::protocol::serviceUri(m_server.serverPort(), name), "ReceiptPrinter"};
    }
    void send(const drivers::protocol::Message& message)
    {
        client->sendTextMessage(QString::fromStdString(drivers::protocol::serialize(message)));
    }
    void complete(const drivers::protocol::Header& command, drivers::protocol::CompletionCode code,
                  nlohmann::json payload = nlohmann::json::object())
    {
        send(drivers::protocol::makeCompletion(command, code, std::move(payload)));
    }
    void setStatus(nlohmann::json changed)
    {
        send(drivers::protocol::makeUnsolicited(std::string(drivers::protocol::event::kStatusChanged),
                                                std::move(changed)));
    }

    nlohmann::json status{{"common", {{"device", "online"}}}};
    nlohmann::json capabilities{{"interfaces", {}}};
    std::function<void()> afterStatus; ///< right after it has said its status
    std::string acknowledge;           ///< status of the acknowledges of commands that are left to the test
    std::vector<drivers::protocol::Message> commands; ///< those commands
    QPointer<QWebSocket> client;
    int connections = 0;

private:
    void receive(const QString& text)
    {
        const auto command = drivers::protocol::parseMessage(text.toStdString());
        if (!command)
            return;
        const auto& header = command->header;
        if (header.name == drivers::protocol::command::kStatus ||
            header.name == drivers::protocol::command::kCapabilities)
        {
            send(drivers::protocol::makeAcknowledge(header));
            complete(header, drivers::protocol::CompletionCode::Success,
                     header.name == drivers::protocol::command::kStatus ? status : capabilities);
            if (afterStatus && header.name == drivers::protocol::command::kStatus)
                afterStatus();
            return;
        }
        send(drivers::protocol::makeAcknowledge(header, acknowledge));
        commands.push_back(*command);
    }

    QWebSocketServer m_server{QStringLiteral("test"), QWebSocketServer::NonSecureMode};
};

} // namespace banshi::testing
