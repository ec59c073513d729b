// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_call.h"

#include <QLocalSocket>
#include <QTimer>
#include <memory>

namespace banshi::journeys
{

void LocalCall::start(QObject* owner, const Answered& answered) const
{
    auto* socket = new QLocalSocket(owner);
    auto* timer = new QTimer(socket);
    timer->setSingleShot(true);
    const auto end = [socket, timer, answered](const std::optional<QByteArray>& answer) {
        timer->stop();
        socket->disconnect();
        socket->deleteLater();
        answered(answer);
    };
    const auto heard = std::make_shared<QByteArray>();
    QObject::connect(socket, &QLocalSocket::connected, socket, [socket, sent = bytes] { socket->write(sent); });
    QObject::connect(socket, &QLocalSocket::readyRead, socket, [socket, end, heard, whole = isWhole] {
        *heard += socket->readAll();
        if (whole(*heard))
            end(*heard);
    });
    // Queued: nobody listening is found out within connectToServer().
    QObject::connect(
        socket, &QLocalSocket::errorOccurred, socket, [end] { end(std::nullopt); }, Qt::QueuedConnection);
    QObject::connect(timer, &QTimer::timeout, socket, [end] { end(std::nullopt); });
    timer->start(patience);
    socket->connectToServer(socketPath);
}

bool isLine(const QByteArray& answer)
{
    return answer.contains('\n');
}

} // namespace banshi::journeys
