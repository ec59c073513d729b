// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <banshi/drivers/sdk/recording_channel.h>
#include <deque>

namespace banshi::testing
{

/// A printer that says what was recorded: IPP messages one after the other, each over a connection of its own. Requests
/// have numbers and addresses of their own, so that of each its version and its operation are compared.
/// Threads: one, with an event loop.
class RecordedPrinter : public QObject
{
    Q_OBJECT

public:
    /// `recording`: the file's name in the driver's folder `recordings`.
    explicit RecordedPrinter(const QString& recording)
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/drivers/plugins/document-ipp/recordings/") +
                   recording);
        if (file.open(QIODevice::ReadOnly))
            if (auto transfers = drivers::sdk::parseRecording(file.readAll().toStdString()))
                m_left.assign(transfers->begin(), transfers->end());
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            auto* socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { hear(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    /// Listens on 127.0.0.1; the port, 0 when there is no recording.
    [[nodiscard]] std::uint16_t listen()
    {
        return !m_left.empty() && m_server.listen(QHostAddress::LocalHost) ? m_server.serverPort() : 0;
    }
    [[nodiscard]] bool isFinished() const { return m_left.empty(); }
    /// The first request that was not the recorded one, in hex; empty when all were.
    [[nodiscard]] QString strayed() const { return m_strayed; }

private:
    static constexpr qsizetype kOperationEnd = 4; // version and operation
    static constexpr qsizetype kNumberEnd = 8;    // and the request's number

    void hear(QTcpSocket* socket)
    {
        const QByteArray all = socket->peek(socket->bytesAvailable());
        const auto head = all.indexOf("\r\n\r\n");
        const auto at = all.indexOf("Content-Length: ");
        if (head < 0 || at < 0)
            return;
        const qsizetype length = all.mid(at + 16, all.indexOf("\r\n", at) - at - 16).toLongLong();
        const QByteArray request = all.mid(head + 4);
        if (request.size() < length)
            return;
        (void)socket->readAll();
        QByteArray answer = answerTo(request);
        answer.replace(kOperationEnd, kNumberEnd - kOperationEnd,
                       request.mid(kOperationEnd, kNumberEnd - kOperationEnd));
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nConnection: close\r\nContent-Length: " +
                      QByteArray::number(answer.size()) + "\r\n\r\n" + answer);
        socket->disconnectFromHost();
    }

    QByteArray answerTo(const QByteArray& request)
    {
        if (m_left.size() < 2 || next().left(kOperationEnd) != request.left(kOperationEnd))
        {
            if (m_strayed.isEmpty())
                m_strayed = QString::fromLatin1(request.left(64).toHex());
            return QByteArray::fromHex("0200050000000001"); // server-error-internal-error
        }
        m_left.pop_front();
        const QByteArray answer = next();
        m_left.pop_front();
        return answer;
    }

    [[nodiscard]] QByteArray next() const
    {
        const auto& bytes = m_left.front().bytes;
        return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
    }

    std::deque<drivers::sdk::RecordedTransfer> m_left;
    QTcpServer m_server;
    QString m_strayed;
};

} // namespace banshi::testing
