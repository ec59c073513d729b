// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>
#include <atomic>
#include <functional>
#include <map>
#include <thread>

namespace banshi::testing
{

/// A printer that answers IPP requests with the bytes it was given. Threads: the test's; it listens in one of its own,
/// so that a driver may block.
class ScriptedPrinter
{
public:
    /// Answers one request, whatever it is, and keeps the bytes it got.
    explicit ScriptedPrinter(QByteArray answer) : m_worker([this, said = std::move(answer)] { serve(said); })
    {
        awaitPort();
    }
    /// Answers every request by its operation, until it is destroyed; those of other operations with
    /// server-error-internal-error.
    explicit ScriptedPrinter(std::map<int, QByteArray> answers)
        : m_worker([this, said = std::move(answers)] { serveAll(said); })
    {
        awaitPort();
    }
    ~ScriptedPrinter()
    {
        m_isOver = true;
        m_worker.join();
    }
    ScriptedPrinter(const ScriptedPrinter&) = delete;
    ScriptedPrinter& operator=(const ScriptedPrinter&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    /// The body of the request; to be asked when the driver has its answer.
    [[nodiscard]] QByteArray heard()
    {
        while (!m_isDone)
            std::this_thread::yield();
        return m_heard;
    }

private:
    static constexpr int kPatienceMs = 5000;
    static constexpr int kLookMs = 10;
    static constexpr qsizetype kOperationAt = 2;

    void awaitPort()
    {
        while (m_port == 0 && !m_isDone)
            std::this_thread::yield();
    }
    void serveAll(const std::map<int, QByteArray>& answers)
    {
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost))
            m_port = server.serverPort();
        while (m_port != 0 && !m_isOver)
            if (server.waitForNewConnection(kLookMs))
                answerTo(*server.nextPendingConnection(), [&answers](const QByteArray& request) {
                    const auto found = answers.find(qFromBigEndian<quint16>(request.constData() + kOperationAt));
                    return found != answers.end() ? found->second : QByteArray::fromHex("010105000000000103");
                });
        m_isDone = true;
    }

    void serve(const QByteArray& answer)
    {
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost))
        {
            m_port = server.serverPort();
            if (server.waitForNewConnection(kPatienceMs))
                answerTo(*server.nextPendingConnection(), [&answer](const QByteArray&) { return answer; });
        }
        m_isDone = true;
    }
    void answerTo(QTcpSocket& client, const std::function<QByteArray(const QByteArray&)>& answerFor)
    {
        QByteArray all;
        qsizetype head = -1;
        qsizetype length = 0;
        while (head < 0 || all.size() < head + length)
        {
            if (!client.waitForReadyRead(kPatienceMs))
                return;
            all += client.readAll();
            head = all.indexOf("\r\n\r\n") < 0 ? -1 : all.indexOf("\r\n\r\n") + 4;
            if (head >= 0)
                length = lengthIn(all.left(head).toLower());
        }
        m_heard = all.mid(head);
        const QByteArray answer = answerFor(m_heard);
        client.write("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(answer.size()) + "\r\n\r\n" + answer);
        client.waitForBytesWritten(kPatienceMs);
        client.disconnectFromHost();
        if (client.state() != QAbstractSocket::UnconnectedState)
            client.waitForDisconnected(kPatienceMs);
    }
    static qsizetype lengthIn(const QByteArray& head)
    {
        const qsizetype at = head.indexOf("content-length:");
        return at < 0 ? 0 : head.mid(at + 15, head.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
    }

    std::atomic<int> m_port = 0;
    std::atomic<bool> m_isDone = false;
    std::atomic<bool> m_isOver = false;
    QByteArray m_heard;
    std::thread m_worker;
};

} // namespace banshi::testing
