// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/supervisor/session_messages.h"
#include "banshi/base/clock.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

namespace banshi::app::supervisor
{

/// How to start a session process.
struct SessionProgram
{
    QString program;
    QStringList arguments;
};

/// One banshi-session as its supervisor sees it. The child dies with the supervisor.
/// Threads: one event-loop thread.
class SessionProcess : public QObject
{
    Q_OBJECT

public:
    SessionProcess(const base::Clock& clock, QObject* parent = nullptr);
    ~SessionProcess() override;

    void start(const SessionProgram& program);
    void order(SessionOrder order);
    /// See encodeStandAside().
    void orderAside(base::UtcTime since);
    /// SIGKILL.
    void kill();

    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] base::MonoTime startedAt() const { return m_startedAt; }
    /// When the GUI thread was last heard.
    [[nodiscard]] base::MonoTime lastBeat() const { return m_lastBeat; }

Q_SIGNALS:
    void ready();
    void shown();
    void busyChanged(bool busy);
    /// It uses no device until it is ordered back.
    void stoodAside();
    /// A technician waits for the end of this session.
    void maintenanceWanted();
    /// The host of a device neither completes nor answers.
    void deviceHangs(const QString& device);
    /// The process has ended; `clean` when it left by itself with exit code 0.
    void ended(bool clean);

private:
    void read();
    void hear(SessionSays message);

    const base::Clock& m_clock;
    QProcess m_process;
    QByteArray m_buffer;
    base::MonoTime m_startedAt;
    base::MonoTime m_lastBeat;
    bool m_ready = false;
    bool m_busy = false;
    bool m_over = false;
};

} // namespace banshi::app::supervisor
