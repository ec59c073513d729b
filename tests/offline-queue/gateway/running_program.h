// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <filesystem>
#include <string>
#include <utility>

/// The real banshi-gateway with a folder of its own, started and stopped as a test likes. Threads: the test's.
class RunningProgram
{
public:
    /// Starts and waits until the service manager would be told READY=1. False when it does not come.
    [[nodiscard]] bool start();
    /// SIGTERM; returns the exit code, -1 when it does not end.
    int terminate();
    void kill();
    /// Runs it with other arguments to its end: exit code and standard error.
    [[nodiscard]] static std::pair<int, std::string> run(const QStringList& arguments);

    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// What it and those before it have said on standard error.
    [[nodiscard]] std::string errors() const;
    /// Whether the bytes stand anywhere in the program's readable memory.
    [[nodiscard]] bool remembers(const std::string& bytes) const;

protected:
    RunningProgram();
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    void setArguments(const QStringList& arguments);
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
    QProcess m_process;
};
