// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

namespace banshi::journeys
{

/// The remote control of a simulator in the thread of the test: whoever waits for it without turning the event loop
/// never gets an answer.
class FakeSimulator
{
public:
    explicit FakeSimulator(QStringList words) : m_words(std::move(words))
    {
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] {
            while (QLocalSocket* client = m_server.nextPendingConnection())
                QObject::connect(client, &QLocalSocket::readyRead, client, [this, client] {
                    while (client->canReadLine())
                        obey(client, QJsonDocument::fromJson(client->readLine()).object());
                });
        });
    }

    bool listen() { return m_server.listen(socketPath()); }
    /// Elsewhere than at socketPath().
    bool listen(const QString& path) { return m_server.listen(path); }
    [[nodiscard]] QString socketPath() const { return m_folder.filePath(QStringLiteral("control")); }

    QList<QJsonObject> orders;     ///< all but `faults`
    int asked = 0;                 ///< how often for its faults
    bool hangsUp = false;          ///< ends the connection behind its answer
    QStringList refused;           ///< what it does not do
    bool isPlugged = true;         ///< what it says of itself
    bool isSilent = false;         ///< takes orders and never answers
    std::function<void()> onOrder; ///< called before an order is answered

private:
    void obey(QLocalSocket* client, const QJsonObject& order)
    {
        const QString what = order[QStringLiteral("do")].toString();
        if (what == QLatin1String("faults"))
            ++asked;
        else
            orders << order;
        if (onOrder)
            onOrder();
        if (isSilent)
            return;
        QJsonObject answer{{QStringLiteral("ok"), !refused.contains(what)},
                           {QStringLiteral("plugged"), isPlugged},
                           {QStringLiteral("faults"), QJsonArray::fromStringList(m_words)}};
        if (refused.contains(what))
            answer[QStringLiteral("problem")] = QStringLiteral("the printer stands still");
        client->write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
        if (hangsUp)
            client->disconnectFromServer();
    }

    QTemporaryDir m_folder;
    QLocalServer m_server;
    QStringList m_words;
};

} // namespace banshi::journeys
