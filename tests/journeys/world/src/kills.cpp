// SPDX-License-Identifier: GPL-3.0-or-later
// Processes of the machine that are killed, and those without a keeper that are started again.
#include "banshi/journeys/world.h"

#include <QDir>
#include <QFile>
#include <QTimer>
#include <csignal>

namespace banshi::journeys
{

bool World::killProcess(const QString& which)
{
    if (which == QLatin1String("session"))
    {
        const qint64 pid = m_finger->sessionPid();
        return pid > 0 && ::kill(static_cast<pid_t>(pid), SIGKILL) == 0;
    }
    if (which.startsWith(QLatin1String("host.")))
    {
        const qint64 pid = hostPid(which.mid(5));
        return pid > 0 && ::kill(static_cast<pid_t>(pid), SIGKILL) == 0;
    }
    const auto found = m_processes.find(which);
    if (found == m_processes.end() || !found->second->isRunning())
        return false;
    found->second->kill();
    launchAgain(which);
    return true;
}

void World::killSoon(const QString& which, const std::function<void(bool)>& gone)
{
    constexpr std::chrono::seconds kPatience(5);
    const auto found = m_processes.find(which);
    if (found == m_processes.end() || !found->second->isRunning())
        return gone(false);
    auto* patience = new QTimer(this);
    const auto end = [patience, gone](bool isGone) {
        patience->disconnect();
        patience->deleteLater();
        gone(isGone);
    };
    connect(patience, &QTimer::timeout, patience, [end] { end(false); });
    // Queued: what is launched replaces the process that speaks. It is launched however late the old one ends.
    const Process* process = found->second.get();
    connect(
        process, &Process::ended, this, [this, which] { launchAgain(which); }, Qt::QueuedConnection);
    connect(
        process, &Process::ended, patience, [end] { end(true); }, Qt::QueuedConnection);
    patience->start(kPatience);
    found->second->killSoon();
}

void World::launchAgain(const QString& which)
{
    if (which == QLatin1String("gateway"))
        launchGateway();
    else if (which == QLatin1String("kiosk"))
        launchKiosk();
}

qint64 World::hostPid(const QString& device) const
{
    const QDir all(QStringLiteral("/proc"));
    const QByteArray wanted = QByteArrayLiteral("--name") + '\0' + device.toUtf8() + '\0';
    const QByteArray parent = QByteArrayLiteral("--parent") + '\0' +
                              QByteArray::number(m_processes.at(QStringLiteral("kiosk"))->pid()) + '\0';
    for (const auto& pid : all.entryList({QStringLiteral("[0-9]*")}, QDir::Dirs))
    {
        QFile line(all.filePath(pid + QStringLiteral("/cmdline")));
        if (!line.open(QIODevice::ReadOnly))
            continue;
        const QByteArray arguments = line.readAll();
        if (arguments.contains("banshi-driverhost") && arguments.contains(wanted) && arguments.contains(parent))
            return pid.toLongLong();
    }
    return 0;
}

} // namespace banshi::journeys
