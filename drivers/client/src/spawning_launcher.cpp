// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/spawning_launcher.h"

#include "banshi/base/timer.h"
#include "banshi/drivers/protocol/start_token.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QProcess>
#include <QProcessEnvironment>
#include <algorithm>
#include <deque>

namespace banshi::drivers::client
{

namespace
{

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcHosts, "drivers.hosts")

constexpr base::Nanoseconds kTermGrace = 2s;
constexpr int kKillWaitMs = 2000;

} // namespace

struct SpawningLauncher::Host
{
    explicit Host(const base::Clock& clock) : backOff(clock), patience(clock) {}

    HostSpec spec;
    HostState state = HostState::Stopped;
    bool wanted = false;
    QProcess process;
    base::Timer backOff;  // until the next start
    base::Timer patience; // after SIGTERM, before SIGKILL
    std::chrono::milliseconds pause{0};
    QString lastEnd;
    std::deque<base::MonoTime> crashes;
};

SpawningLauncher::SpawningLauncher(const base::Clock& clock, SpawnPolicy policy, QObject* parent)
    : HostLauncher(parent), m_clock(clock), m_policy(std::move(policy))
{
}

SpawningLauncher::~SpawningLauncher()
{
    for (auto& [name, host] : m_hosts)
    {
        host->process.disconnect(this);
        host->process.kill();
    }
    for (auto& [name, host] : m_hosts)
        host->process.waitForFinished(kKillWaitMs);
}

void SpawningLauncher::start(const HostSpec& spec)
{
    auto& host = m_hosts[spec.name];
    if (!host)
    {
        host = std::make_unique<Host>(m_clock);
        Host& made = *host;
        made.process.setProcessChannelMode(m_policy.logFile.isEmpty() ? QProcess::ForwardedChannels
                                                                      : QProcess::MergedChannels);
        if (!m_policy.logFile.isEmpty())
            made.process.setStandardOutputFile(m_policy.logFile, QIODevice::Append);
        made.process.setStandardInputFile(QProcess::nullDevice());
        connect(&made.process, &QProcess::finished, this, [this, &made] {
            // Of a process that a signal ended, Qt's exit code is the signal's number.
            const bool bySignal = made.process.exitStatus() == QProcess::CrashExit;
            made.lastEnd = QStringLiteral("%1 %2")
                               .arg(bySignal ? QStringLiteral("signal") : QStringLiteral("exit code"))
                               .arg(made.process.exitCode());
            ended(made);
        });
        connect(&made.process, &QProcess::errorOccurred, this, [this, &made](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                ended(made);
        });
        connect(&made.backOff, &base::Timer::fired, this, [this, &made] { launch(made); });
        connect(&made.patience, &base::Timer::fired, &made.process, &QProcess::kill);
    }
    host->spec = spec;
    restart(spec.name);
}

void SpawningLauncher::restart(const QString& name)
{
    const auto found = m_hosts.find(name);
    if (found == m_hosts.end())
        return;
    Host& host = *found->second;
    host.wanted = true;
    host.crashes.clear();
    host.pause = 0ms;
    host.backOff.stop();
    if (host.process.state() == QProcess::NotRunning)
        launch(host);
    else
        host.process.kill();
}

void SpawningLauncher::launch(Host& host)
{
    const HostSpec& spec = host.spec;
    QStringList arguments{
        QStringLiteral("--plugin"),     spec.plugin,
        QStringLiteral("--name"),       spec.name,
        QStringLiteral("--connection"), spec.connection,
        QStringLiteral("--options"),    spec.optionsJson.isEmpty() ? QStringLiteral("{}") : spec.optionsJson,
        QStringLiteral("--publisher"),  m_policy.publisher,
        QStringLiteral("--mode"),       spec.production ? QStringLiteral("production") : QStringLiteral("development"),
        QStringLiteral("--run-dir"),    spec.runDir,
        QStringLiteral("--parent"),     QString::number(QCoreApplication::applicationPid())};
    if (!spec.clockFile.isEmpty())
        arguments << QStringLiteral("--clock") << spec.clockFile;
    if (!m_policy.trust.isEmpty())
        arguments << QStringLiteral("--trust") << m_policy.trust;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QString::fromLatin1(protocol::kTokenVariable));
    if (!m_policy.startToken.empty()) // not on the command line, which every user can read
        environment.insert(QString::fromLatin1(protocol::kTokenVariable),
                           QString::fromStdString(protocol::hostToken(m_policy.startToken, spec.name.toStdString())));
    host.process.setProcessEnvironment(environment);
    setState(host, HostState::Running);
    host.process.start(m_policy.program, arguments, QIODevice::ReadOnly);
}

void SpawningLauncher::ended(Host& host)
{
    host.patience.stop();
    if (!host.wanted)
    {
        setState(host, HostState::Stopped);
        return;
    }
    const base::MonoTime now = m_clock.now();
    host.crashes.push_back(now);
    while (host.crashes.front() + m_policy.window < now)
        host.crashes.pop_front();
    if (host.crashes.size() == 1)
        host.pause = 0ms;
    qCWarning(lcHosts).noquote() << "host" << host.spec.name << "ended unasked:" << host.lastEnd;
    if (static_cast<int>(host.crashes.size()) >= m_policy.crashes)
    {
        setState(host, HostState::CircuitOpen);
        host.backOff.start(m_policy.rest);
        return;
    }
    host.pause = host.pause == 0ms ? m_policy.firstPause : std::min(host.pause * 2, m_policy.longestPause);
    setState(host, HostState::BackingOff);
    host.backOff.start(host.pause);
}

void SpawningLauncher::stop(const QString& name)
{
    const auto found = m_hosts.find(name);
    if (found == m_hosts.end())
        return;
    Host& host = *found->second;
    host.wanted = false;
    host.backOff.stop();
    if (host.process.state() == QProcess::NotRunning)
    {
        setState(host, HostState::Stopped);
        return;
    }
    host.process.terminate();
    host.patience.start(kTermGrace);
}

void SpawningLauncher::kill(const QString& name)
{
    const auto found = m_hosts.find(name);
    if (found != m_hosts.end())
        found->second->process.kill();
}

HostState SpawningLauncher::state(const QString& name) const
{
    const auto found = m_hosts.find(name);
    return found == m_hosts.end() ? HostState::Stopped : found->second->state;
}

qint64 SpawningLauncher::processId(const QString& name) const
{
    const auto found = m_hosts.find(name);
    return found == m_hosts.end() ? 0 : found->second->process.processId();
}

QString SpawningLauncher::lastEnd(const QString& name) const
{
    const auto found = m_hosts.find(name);
    return found == m_hosts.end() ? QString() : found->second->lastEnd;
}

void SpawningLauncher::setState(Host& host, HostState state)
{
    if (host.state == state)
        return;
    host.state = state;
    Q_EMIT stateChanged(host.spec.name, state);
}

} // namespace banshi::drivers::client
