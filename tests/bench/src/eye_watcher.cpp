// SPDX-License-Identifier: GPL-3.0-or-later
#include "eye_watcher.h"

#include "bench.h"

#include <QEventLoop>
#include <QLocalSocket>
#include <QTimer>

namespace banshi::bench
{

EyeWatcher::EyeWatcher(const QString& path)
{
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection())
        {
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
                while (socket->canReadLine())
                    m_pages.push_back(QString::fromUtf8(socket->readLine().trimmed()));
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
    m_pages.clear();
}

bool EyeWatcher::waitForPage(const QString& page, int limitMs)
{
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    connect(this, &EyeWatcher::painted, &loop, [&] {
        if (m_pages.contains(page))
            loop.quit();
    });
    limit.start(limitMs);
    if (!m_pages.contains(page))
        loop.exec();
    return m_pages.contains(page);
}

} // namespace banshi::bench
