// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_line.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QTimer>

namespace banshi::journeys
{

SimulatorLine::SimulatorLine(QString socketPath, std::chrono::milliseconds patience, QObject* parent)
    : QObject(parent), m_path(std::move(socketPath)), m_patience(patience)
{
}

void SimulatorLine::send(const QJsonObject& order, const Answered& answered)
{
    auto* socket = new QLocalSocket(this);
    auto* patience = new QTimer(socket);
    patience->setSingleShot(true);
    const auto end = [socket, patience, answered](const std::optional<QJsonObject>& answer) {
        patience->stop();
        socket->disconnect();
        socket->deleteLater();
        answered(answer);
    };
    const QByteArray line = QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n';
    connect(socket, &QLocalSocket::connected, socket, [socket, line] { socket->write(line); });
    connect(socket, &QLocalSocket::readyRead, socket, [socket, end] {
        if (!socket->canReadLine())
            return;
        const QJsonDocument answer = QJsonDocument::fromJson(socket->readLine());
        end(answer.isObject() ? std::optional(answer.object()) : std::nullopt);
    });
    // Queued: nobody listening is found out within connectToServer().
    connect(
        socket, &QLocalSocket::errorOccurred, socket, [end] { end(std::nullopt); }, Qt::QueuedConnection);
    connect(patience, &QTimer::timeout, socket, [end] { end(std::nullopt); });
    patience->start(m_patience);
    socket->connectToServer(m_path);
}

} // namespace banshi::journeys
