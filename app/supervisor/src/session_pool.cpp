// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/supervisor/session_pool.h"

#include <QLoggingCategory>
#include <algorithm>
#include <utility>

Q_LOGGING_CATEGORY(lcPool, "banshi.app.supervisor")

namespace banshi::app::supervisor
{

namespace
{

constexpr std::chrono::milliseconds kCheckPeriod(1000);

// A process is released from its own signal handler only after that handler has returned.
void releaseLater(std::unique_ptr<SessionProcess>& process)
{
    if (process)
    {
        process->disconnect();
        process.release()->deleteLater();
    }
}

} // namespace

SessionPool::SessionPool(const base::Clock& clock, SessionProgram program, SessionPoolLimits limits, QObject* parent)
    : QObject(parent), m_clock(clock), m_program(std::move(program)), m_limits(limits), m_check(clock), m_pause(clock)
{
    connect(&m_check, &base::Timer::fired, this, &SessionPool::check);
    connect(&m_pause, &base::Timer::fired, this, &SessionPool::spawnWarm);
}

SessionPool::~SessionPool() = default;

void SessionPool::start()
{
    m_stopped = false;
    m_check.startRepeating(kCheckPeriod);
    spawnWarm();
}

void SessionPool::stop()
{
    m_stopped = true;
    m_check.stop();
    m_pause.stop();
    m_running.reset();
    m_warm.reset();
}

void SessionPool::standAside()
{
    m_aside = true;
    if (!m_running || !m_running->isBusy())
        m_asideSince = m_clock.wall().utc;
    if (m_running)
        orderAside();
    else
        Q_EMIT stoodAside();
}

// A resident who is at work ends first; the sessions after them say since when they have stood aside.
void SessionPool::orderAside()
{
    m_running->orderAside(m_asideSince.value_or(m_clock.wall().utc));
}

void SessionPool::comeBack()
{
    m_asideSince.reset();
    if (std::exchange(m_aside, false) && m_running)
        m_running->order(SessionOrder::ComeBack);
}

void SessionPool::spawnWarm()
{
    if (m_stopped || m_warm)
        return;
    m_warm = std::make_unique<SessionProcess>(m_clock);
    connect(m_warm.get(), &SessionProcess::ready, this, [this] {
        if (!m_running)
            promote();
    });
    connect(m_warm.get(), &SessionProcess::ended, this, &SessionPool::warmEnded);
    m_warm->start(m_program);
}

void SessionPool::promote()
{
    m_running = std::move(m_warm);
    m_running->disconnect(this);
    connect(m_running.get(), &SessionProcess::ended, this, &SessionPool::runningEnded);
    connect(m_running.get(), &SessionProcess::shown, this, [this] {
        m_failures = 0;
        Q_EMIT shown();
    });
    connect(m_running.get(), &SessionProcess::deviceHangs, this, &SessionPool::deviceHangs);
    connect(m_running.get(), &SessionProcess::busyChanged, this, &SessionPool::busyChanged);
    connect(m_running.get(), &SessionProcess::maintenanceWanted, this, [this] { m_maintenance = true; });
    connect(m_running.get(), &SessionProcess::stoodAside, this, [this] {
        if (m_aside)
            Q_EMIT stoodAside();
    });
    if (m_aside)
    {
        m_asideSince = m_asideSince.value_or(m_clock.wall().utc);
        orderAside(); // before it looks for open promises with the printer's help
    }
    m_running->order(m_recovery ? SessionOrder::ShowRecovery : SessionOrder::Show);
    m_recovery = false;
    if (std::exchange(m_maintenance, false))
        m_running->order(SessionOrder::Maintenance);
    spawnWarm();
}

void SessionPool::runningEnded(bool clean)
{
    if (!clean)
        qCWarning(lcPool) << "the running session died; open promises are resolved before the front page";
    m_recovery = m_recovery || !clean;
    noteLife(*m_running);
    releaseLater(m_running);
    Q_EMIT busyChanged(false);
    if (m_warm && m_warm->isReady())
        promote();
    else
    {
        if (!m_warm && !m_pause.isActive())
            spawnWarm();
        if (m_aside)
            Q_EMIT stoodAside(); // nobody is there to use a device
    }
}

void SessionPool::warmEnded()
{
    noteLife(*m_warm);
    releaseLater(m_warm);
    const auto pause = std::min<std::chrono::milliseconds>(m_limits.longestPause, std::chrono::milliseconds(250) *
                                                                                      (1 << std::min(m_failures, 8)));
    m_pause.start(pause);
}

void SessionPool::noteLife(const SessionProcess& process)
{
    if (m_clock.now() - process.startedAt() < m_limits.shortLife)
    {
        ++m_failures;
        Q_EMIT startsFail(m_failures);
    }
}

void SessionPool::check()
{
    const auto now = m_clock.now();
    const bool isDead = m_warm && (m_warm->isReady() ? now - m_warm->lastBeat() > m_limits.silence
                                                     : now - m_warm->startedAt() > m_limits.start);
    if (isDead)
        m_warm->kill();
    else if (m_warm && m_warm->isReady() && m_running && now - m_warm->startedAt() > m_limits.warmLife)
        m_warm->order(SessionOrder::Quit);
    if (!m_running)
        return;
    if (now - m_running->lastBeat() > m_limits.silence)
    {
        qCWarning(lcPool) << "the session on the screen is silent and is ended";
        m_running->kill();
        return;
    }
    Q_EMIT alive();
}

} // namespace banshi::app::supervisor
