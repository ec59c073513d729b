// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/systemd_launcher.h"

#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/protocol/start_token.h"

#include <QLoggingCategory>
#include <algorithm>

namespace banshi::drivers::client
{

namespace
{

Q_LOGGING_CATEGORY(lcUnits, "drivers.units")

const QString kBefore = QStringLiteral("banshi-driverhost@");
const QString kBehind = QStringLiteral(".service");

QString unitOf(const QString& name)
{
    return kBefore + name + kBehind;
}

HostState stateOf(const QString& active, const QString& sub)
{
    if (active == QLatin1String("failed"))
        return HostState::CircuitOpen;
    if (active == QLatin1String("activating") && sub == QLatin1String("auto-restart"))
        return HostState::BackingOff;
    return active.isEmpty() || active == QLatin1String("inactive") ? HostState::Stopped : HostState::Running;
}

} // namespace

SystemdLauncher::SystemdLauncher(const base::Clock& clock, SystemdPolicy policy, QObject* parent)
    : HostLauncher(parent), m_clock(clock), m_policy(std::move(policy)), m_look(clock), m_limit(clock)
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.setStandardErrorFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this, &SystemdLauncher::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended();
    });
    connect(&m_limit, &base::Timer::fired, &m_process, &QProcess::kill);
    connect(&m_look, &base::Timer::fired, this, [this] {
        if (m_hosts.empty() || !m_orders.empty())
            return; // the next look comes soon enough
        QStringList arguments{QStringLiteral("show"), QStringLiteral("--property=Id,ActiveState,SubState")};
        for (const auto& [name, host] : m_hosts)
            arguments << unitOf(name);
        order(arguments);
    });
    m_look.startRepeating(m_policy.look);
}

SystemdLauncher::~SystemdLauncher()
{
    m_process.disconnect(this);
}

void SystemdLauncher::start(const HostSpec& spec)
{
    m_hosts.try_emplace(spec.name);
    const auto token = protocol::hostToken(m_policy.startToken, spec.name.toStdString());
    if (!writeTokenFile(m_policy.tokenFolder + QLatin1Char('/') + spec.name, token))
        qCWarning(lcUnits).noquote() << "the token of" << spec.name << "cannot be written: its unit will not start";
    restart(spec.name);
}

void SystemdLauncher::restart(const QString& name)
{
    if (!m_hosts.contains(name))
        return;
    order({QStringLiteral("reset-failed"), unitOf(name)}); // forgets the earlier crashes
    order({QStringLiteral("restart"), QStringLiteral("--no-block"), unitOf(name)});
}

void SystemdLauncher::stop(const QString& name)
{
    if (m_hosts.contains(name))
        order({QStringLiteral("stop"), QStringLiteral("--no-block"), unitOf(name)});
}

void SystemdLauncher::kill(const QString& name)
{
    if (m_hosts.contains(name))
        order({QStringLiteral("kill"), QStringLiteral("--signal=SIGKILL"), unitOf(name)});
}

HostState SystemdLauncher::state(const QString& name) const
{
    const auto found = m_hosts.find(name);
    return found == m_hosts.end() ? HostState::Stopped : found->second.state;
}

void SystemdLauncher::order(QStringList arguments)
{
    m_orders.push_back(std::move(arguments));
    if (m_orders.size() == 1)
        next();
}

void SystemdLauncher::next()
{
    m_limit.start(m_policy.patience);
    m_process.start(m_policy.systemctl, m_orders.front(), QIODevice::ReadOnly);
}

void SystemdLauncher::ended()
{
    m_limit.stop();
    const QString verb = m_orders.front().front();
    const bool isDone = m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0 &&
                        m_process.error() != QProcess::FailedToStart;
    if (isDone && verb == QLatin1String("show"))
        read(QString::fromUtf8(m_process.readAllStandardOutput()));
    else if (!isDone && verb != QLatin1String("reset-failed")) // that one also fails where nothing has failed
        qCWarning(lcUnits).noquote() << "systemctl" << m_orders.front().join(QLatin1Char(' ')) << "did not succeed";
    m_orders.pop_front();
    if (!m_orders.empty())
        QMetaObject::invokeMethod(this, &SystemdLauncher::next, Qt::QueuedConnection);
}

// One block of lines for each unit, with an empty line between two.
void SystemdLauncher::read(const QString& answer)
{
    const QStringList blocks = answer.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts);
    for (const QString& block : blocks)
    {
        std::map<QString, QString> facts;
        const QStringList lines = block.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString& line : lines)
            facts[line.section(QLatin1Char('='), 0, 0)] = line.section(QLatin1Char('='), 1);
        const QString id = facts[QStringLiteral("Id")];
        const auto host = m_hosts.find(id.mid(kBefore.size(), id.size() - kBefore.size() - kBehind.size()));
        if (host != m_hosts.end())
            see(host->first, host->second,
                stateOf(facts[QStringLiteral("ActiveState")], facts[QStringLiteral("SubState")]));
    }
}

void SystemdLauncher::see(const QString& name, Host& host, HostState now)
{
    const bool isNews = std::exchange(host.state, now) != now;
    if (now == HostState::CircuitOpen && (isNews || m_clock.now() >= host.nextGo))
    {
        if (!isNews)
            restart(name);
        host.nextGo = m_clock.now() + m_policy.rest;
    }
    if (isNews)
        Q_EMIT stateChanged(name, now);
}

} // namespace banshi::drivers::client
