// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalSocket>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

namespace banshi::testing
{

/// One `banshi-virtual-…` program in a private folder. Threads: the test's.
class Simulator
{
public:
    /// Starts `program` with `arguments` and `--control`; `%` in an argument is the private folder. Waits for `ready`.
    bool start(const QString& program, const QStringList& arguments)
    {
        QStringList all;
        for (QString argument : arguments)
            all << argument.replace(u'%', folder());
        all << QStringLiteral("--control") << path(QStringLiteral("control"));
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"),
                           folder()); // what it leaves behind is found there, and only its own
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("BANSHI_BIN") + u'/' + program, all);
        while (!m_process.canReadLine())
            if (!m_process.waitForReadyRead(20000))
                return false;
        return m_process.readLine() == "ready\n";
    }
    ~Simulator()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished(5000);
    }

    /// Sends one command to the remote control and returns the answer (null when none came).
    nlohmann::json control(const nlohmann::json& request)
    {
        QLocalSocket socket;
        socket.connectToServer(path(QStringLiteral("control")));
        if (!socket.waitForConnected(5000))
            return nullptr;
        socket.write(QByteArray::fromStdString(request.dump()) + '\n');
        while (!socket.canReadLine())
            if (!socket.waitForReadyRead(20000))
                return nullptr;
        return nlohmann::json::parse(socket.readLine().toStdString(), nullptr, false);
    }

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QProcess& process() { return m_process; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace banshi::testing
