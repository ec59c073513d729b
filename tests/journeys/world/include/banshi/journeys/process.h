// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace banshi::journeys
{

/// A child process of the world with its own log file; it dies with the world.
class Process : public QObject
{
    Q_OBJECT

public:
    /// `logFile` takes standard output and error.
    Process(QString name, const QString& logFile);
    ~Process() override;

    void start(const QString& program, const QStringList& arguments,
               const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());
    /// SIGKILL, and waits for the end.
    void kill();
    /// SIGKILL; ended() follows.
    void killSoon() { m_process.kill(); }
    /// SIGTERM, then SIGKILL after three seconds.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] const QString& name() const { return m_name; }

Q_SIGNALS:
    void ended();

private:
    QString m_name;
    QProcess m_process;
};

} // namespace banshi::journeys
