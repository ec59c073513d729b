// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace banshi::testing
{

/// An `ippeveprinter` as CUPS ships it, with nothing of ours in it: it prints by doing nothing. Threads: the test's.
class PlainPrinter
{
public:
    ~PlainPrinter()
    {
        for (QProcess* process : {&m_printer, &m_bus})
        {
            process->terminate();
            if (!process->waitForFinished(3000))
                process->kill();
            process->waitForFinished(3000);
        }
    }

    /// Starts it on a free port, with the private bus that it asks for; false when it does not answer.
    bool start()
    {
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                     QStringLiteral("--address=unix:path=") + m_folder.filePath(QStringLiteral("bus")),
                     QStringLiteral("--print-address=1")});
        while (!m_bus.canReadLine())
            if (!m_bus.waitForReadyRead(10000))
                return false;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), QString::fromUtf8(m_bus.readLine()).trimmed());
        environment.insert(QStringLiteral("PATH"), environment.value(QStringLiteral("PATH")) +
                                                       QStringLiteral(":/usr/sbin")); // where Debian keeps it
        m_printer.setProcessEnvironment(environment);
        m_printer.setStandardErrorFile(QProcess::nullDevice());
        {
            QTcpServer probe;
            if (!probe.listen(QHostAddress::LocalHost))
                return false;
            m_port = probe.serverPort();
        }
        m_printer.start(QStringLiteral("sh"),
                        {QStringLiteral("-c"), QStringLiteral("exec ippeveprinter -r off -n localhost -p %1 -f "
                                                              "application/pdf -c /bin/true -d '%2' Plain")
                                                   .arg(m_port)
                                                   .arg(m_folder.path())});
        return QTest::qWaitFor([this] { return answers(); }, 10000);
    }
    [[nodiscard]] QString uri() const { return QStringLiteral("ipp://localhost:%1/ipp/print").arg(m_port); }

private:
    [[nodiscard]] bool answers() const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("localhost"), m_port);
        return socket.waitForConnected(1000);
    }

    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_printer;
    quint16 m_port = 0;
};

} // namespace banshi::testing
