// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/supervisor/session_process.h"
#include "banshi/base/timer.h"

#include <QObject>
#include <memory>
#include <optional>

namespace banshi::app::supervisor
{

/// Time limits of the session pool.
struct SessionPoolLimits
{
    std::chrono::seconds silence{10};      ///< without a heartbeat before a session is killed
    std::chrono::seconds start{30};        ///< for a new process to report that it is ready
    std::chrono::minutes warmLife{60};     ///< a warm process is replaced after this
    std::chrono::seconds shortLife{5};     ///< a process that dies sooner counts as a failed start
    std::chrono::seconds longestPause{60}; ///< upper bound of the back-off between failed starts
};

/// Keeps one session on the screen and one warm behind it, one process per resident: when the running one ends,
/// however it ends, the warm one takes the screen and a fresh one is started. A silent one is killed. A technician who
/// asked for the maintenance pages meanwhile gets them in the next session.
/// Threads: one event-loop thread.
class SessionPool : public QObject
{
    Q_OBJECT

public:
    SessionPool(const base::Clock& clock, SessionProgram program, SessionPoolLimits limits = {},
                QObject* parent = nullptr);
    ~SessionPool() override;

    /// Starts the first two processes; the first to be ready takes the screen and resolves what an earlier run left.
    void start();
    /// Ends both processes.
    void stop();
    /// The devices are wanted by another program: whoever has the screen, now or next, uses none of them until
    /// comeBack(). A resident at work is not disturbed. stoodAside() tells when it is so.
    void standAside();
    void comeBack();
    [[nodiscard]] SessionProcess* running() const { return m_running.get(); }
    [[nodiscard]] SessionProcess* warm() const { return m_warm.get(); }

Q_SIGNALS:
    /// The running session shows its first page.
    void shown();
    /// True while a resident uses the running session.
    void busyChanged(bool busy);
    /// No session uses a device, after standAside(); again for each session that takes the screen meanwhile.
    void stoodAside();
    /// The running session says that the host of a device hangs: it should be killed and started again.
    void deviceHangs(const QString& device);
    /// Sessions die right after their start: `failures` in a row so far.
    void startsFail(int failures);
    /// Emitted with every heartbeat check that found the screen alive; feeds the machine's watchdog.
    void alive();

private:
    void orderAside();
    void spawnWarm();
    void promote();
    void runningEnded(bool clean);
    void warmEnded();
    void check();
    void noteLife(const SessionProcess& process);

    const base::Clock& m_clock;
    SessionProgram m_program;
    SessionPoolLimits m_limits;
    std::unique_ptr<SessionProcess> m_running;
    std::unique_ptr<SessionProcess> m_warm;
    base::Timer m_check;
    base::Timer m_pause;
    int m_failures = 0;
    bool m_recovery = true;                    // the next process on the screen has to look for open promises first
    bool m_maintenance = false;                // the next process on the screen has to ask for the technician's PIN
    bool m_aside = false;                      // who has the screen has to stand aside
    std::optional<base::UtcTime> m_asideSince; // when no resident kept them from it any more
    bool m_stopped = true;
};

} // namespace banshi::app::supervisor
