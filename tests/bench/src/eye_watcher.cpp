// SPDX-License-Identifier: GPL-3.0-or-later
#include "eye_watcher.h"

#include "bench.h"

#include <QEventLoop>
#include <QLocalSocket>
#include <QTimer>
#include <algorithm>

namespace banshi::bench
{

EyeWatcher::EyeWatcher(const QString& path)
{
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection())
        {
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
                while (socket->canReadLine())
                    m_lines.push_back(QString::fromUtf8(socket->readLine().trimmed()));
                Q_EMIT painted();
            });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    if (!m_server.listen(path))
        throw Broken("cannot listen at " + path.toStdString());
}

void EyeWatcher::forget()
{
    m_lines.clear();
}

bool EyeWatcher::hasSeen(const QString& page, const QString& words) const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [&](const QString& line) {
        return line.section(QLatin1Char('\t'), 0, 0) == page && line.section(QLatin1Char('\t'), 1).contains(words);
    });
}

bool EyeWatcher::waitFor(const QString& page, const QString& words, int limitMs)
{
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    connect(this, &EyeWatcher::painted, &loop, [&] {
        if (hasSeen(page, words))
            loop.quit();
    });
    limit.start(limitMs);
    if (!hasSeen(page, words))
        loop.exec();
    return hasSeen(page, words);
}

} // namespace banshi::bench
