// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/journeys/process.h"

#include <csignal>
#include <sys/prctl.h>

namespace banshi::journeys
{

Process::Process(QString name, const QString& logFile) : m_name(std::move(name))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(logFile, QIODevice::Append);
    connect(&m_process, &QProcess::finished, this, &Process::ended);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

Process::~Process()
{
    stop();
}

void Process::start(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment)
{
    m_process.setProcessEnvironment(environment);
    m_process.start(program, arguments);
    m_process.waitForStarted();
}

void Process::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

void Process::stop()
{
    constexpr int kGraceMs = 3000;
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kGraceMs))
        kill();
}

} // namespace banshi::journeys
