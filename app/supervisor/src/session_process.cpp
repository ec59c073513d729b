// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/supervisor/session_process.h"

#include <csignal>
#include <sys/prctl.h>

namespace banshi::app::supervisor
{

SessionProcess::SessionProcess(const base::Clock& clock, QObject* parent) : QObject(parent), m_clock(clock)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SessionProcess::read);
    const auto end = [this](bool clean) {
        if (!std::exchange(m_over, true))
            Q_EMIT ended(clean);
    };
    connect(&m_process, &QProcess::finished, this,
            [end](int code, QProcess::ExitStatus status) { end(status == QProcess::NormalExit && code == 0); });
    connect(&m_process, &QProcess::errorOccurred, this, [end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(false);
    });
}

SessionProcess::~SessionProcess()
{
    m_over = true;
    m_process.kill();
    m_process.waitForFinished();
}

void SessionProcess::start(const SessionProgram& program)
{
    m_startedAt = m_clock.now();
    m_lastBeat = m_startedAt;
    m_process.start(program.program, program.arguments);
}

void SessionProcess::order(SessionOrder order)
{
    m_process.write(encode(order));
}

void SessionProcess::orderAside(base::UtcTime since)
{
    m_process.write(encodeStandAside(since));
}

void SessionProcess::kill()
{
    m_process.kill();
}

void SessionProcess::read()
{
    m_buffer.append(m_process.readAllStandardOutput());
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n'))
    {
        const QByteArray line = m_buffer.left(end);
        m_buffer.remove(0, end + 1);
        if (const auto message = decodeSays(line))
            hear(*message);
        else if (const auto device = decodeHanging(line))
            Q_EMIT deviceHangs(*device);
    }
}

void SessionProcess::hear(SessionSays message)
{
    m_lastBeat = m_clock.now();
    switch (message)
    {
    case SessionSays::Ready:
        m_ready = true;
        Q_EMIT ready();
        break;
    case SessionSays::Shown:
        Q_EMIT shown();
        break;
    case SessionSays::Beat:
        break;
    case SessionSays::Aside:
        Q_EMIT stoodAside();
        break;
    case SessionSays::MaintenanceWanted:
        Q_EMIT maintenanceWanted();
        break;
    case SessionSays::Busy:
    case SessionSays::Idle:
        m_busy = message == SessionSays::Busy;
        Q_EMIT busyChanged(m_busy);
        break;
    }
}

} // namespace banshi::app::supervisor
