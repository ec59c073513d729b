// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_relay.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTcpSocket>

namespace banshi::journeys
{

namespace
{

// Inodes of the sockets that a process holds, as decimal text.
QSet<QByteArray> socketsOf(qint64 pid)
{
    QSet<QByteArray> inodes;
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(pid));
    for (const auto& entry : descriptors.entryInfoList(QDir::Files | QDir::System))
    {
        const QByteArray target = QFile::encodeName(QFile::symLinkTarget(entry.filePath())).split('/').constLast();
        if (target.startsWith("socket:["))
            inodes << target.mid(8).chopped(1);
    }
    return inodes;
}

void pass(QTcpSocket* from, QTcpSocket* to)
{
    QObject::connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
    QObject::connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
}

} // namespace

quint16 listeningPort(qint64 pid)
{
    constexpr int kAddress = 1; // columns of proc(5), /proc/net/tcp
    constexpr int kState = 3;
    constexpr int kInode = 9;
    const auto sockets = socketsOf(pid);
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"})
    {
        QFile file(QString::fromLatin1(table));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& line : file.readAll().split('\n'))
        {
            const auto columns = line.simplified().split(' ');
            if (columns.size() > kInode && columns[kState] == "0A" && sockets.contains(columns[kInode]))
                return columns[kAddress].split(':').constLast().toUShort(nullptr, 16);
        }
    }
    return 0;
}

ScreenRelay::ScreenRelay(std::function<quint16()> portOnScreen) : m_portOnScreen(std::move(portOnScreen))
{
    connect(&m_server, &QTcpServer::newConnection, this, &ScreenRelay::welcome);
}

bool ScreenRelay::listen(quint16 port)
{
    return m_server.listen(QHostAddress::LocalHost, port);
}

void ScreenRelay::welcome()
{
    while (QTcpSocket* viewer = m_server.nextPendingConnection())
    {
        connect(viewer, &QTcpSocket::disconnected, viewer, &QObject::deleteLater);
        const quint16 port = m_portOnScreen();
        if (port == 0)
        {
            viewer->disconnectFromHost();
            continue;
        }
        auto* screen = new QTcpSocket(viewer);
        pass(viewer, screen);
        pass(screen, viewer);
        connect(screen, &QTcpSocket::errorOccurred, viewer, &QTcpSocket::disconnectFromHost);
        screen->connectToHost(QHostAddress::LocalHost, port);
    }
}

} // namespace banshi::journeys
