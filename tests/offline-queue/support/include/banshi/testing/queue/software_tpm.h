// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <string>

namespace banshi::testing::queue
{

/// A real `swtpm` process with a state folder of its own. Threads: the test's.
class SoftwareTpm
{
public:
    SoftwareTpm() = default;
    ~SoftwareTpm() { stop(); }
    SoftwareTpm(const SoftwareTpm&) = delete;
    SoftwareTpm& operator=(const SoftwareTpm&) = delete;

    /// Starts it (again) on two free ports, with what it kept. False when swtpm is missing or does not start: problem()
    /// says why.
    [[nodiscard]] bool start();
    /// As if the chip had lost its power.
    void stop();
    /// It takes connections and never answers again until it is stopped, which ends who still waits.
    void freeze() const;
    /// TPM2_Clear, as a firmware menu does it: what was sealed before never opens again.
    [[nodiscard]] bool clear() const;
    /// Whether nothing of ours is left in its few places for objects and sessions.
    [[nodiscard]] bool isEmpty() const;

    /// `swtpm:host=…,port=…` of the running process, or of the last one.
    [[nodiscard]] const std::string& tcti() const { return m_tcti; }
    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    [[nodiscard]] bool startOn(unsigned port);

    QTemporaryDir m_state;
    QProcess m_process;
    std::string m_tcti;
    QString m_problem;
};

} // namespace banshi::testing::queue
