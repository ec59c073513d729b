// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/smartcard/reader_daemon.h"

#include <QFile>
#include <QTcpServer>
#include <csignal>
#include <cstring>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace banshi::drivers::virtual_smartcard
{

namespace
{

constexpr int kFirstPassed = 3; // where a socket that is passed on stands (sd_listen_fds)
constexpr int kBacklog = 16;
constexpr int kEndMs = 3000;
constexpr const char* kProgram = "/usr/sbin/pcscd"; // only root's PATH names its folder
constexpr const char* kDriver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";

base::Result<void, virtual_wire::WireFault> cannot(const std::string& what)
{
    return base::fail(virtual_wire::WireError::CannotListen, what);
}

// vpcd has two slots on two ports in a row.
std::uint16_t freePortPair()
{
    for (int i = 0; i < 50; ++i)
    {
        QTcpServer first;
        QTcpServer second;
        if (first.listen(QHostAddress::LocalHost) && second.listen(QHostAddress::LocalHost, first.serverPort() + 1))
            return first.serverPort();
    }
    return 0;
}

} // namespace

ReaderDaemon::ReaderDaemon(std::string socket, QObject* parent) : QObject(parent), m_socket(std::move(socket)) {}

ReaderDaemon::~ReaderDaemon()
{
    stop();
}

bool ReaderDaemon::writeConfiguration()
{
    m_cardPort = freePortPair();
    QFile file(m_folder.filePath(QStringLiteral("vpcd")));
    const QByteArray port = "0x" + QByteArray::number(m_cardPort, 16);
    const QByteArray text = "FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:" + port + "\nLIBPATH " + kDriver +
                            "\nCHANNELID " + port + "\n";
    return m_cardPort != 0 && file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

bool ReaderDaemon::listen()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (m_socket.size() >= sizeof address.sun_path)
        return false;
    std::strncpy(address.sun_path, m_socket.c_str(), sizeof address.sun_path - 1);
    ::unlink(m_socket.c_str());
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return m_listener >= 0 && ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
           ::listen(m_listener, kBacklog) == 0;
}

// As systemd starts it: the socket is passed on, so that pcscd makes none of its own where root alone may.
base::Result<void, virtual_wire::WireFault> ReaderDaemon::start()
{
    if (isRunning())
        return {};
    if (!QFile::exists(QLatin1String(kProgram)) || !QFile::exists(QLatin1String(kDriver)))
        return cannot("pcscd (package pcscd) or its virtual reader (package vsmartcard-vpcd) is not here");
    if (!writeConfiguration() || !listen())
        return cannot("no port or no socket");
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LISTEN_FDS"), QStringLiteral("1"));
    m_process.setProcessEnvironment(environment);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([listener = m_listener] {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        ::dup2(listener, kFirstPassed);
    });
    // The shell knows the number of the process that it becomes.
    m_process.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), QStringLiteral("LISTEN_PID=$$ exec \"$0\" -f -c \"$1\""),
                     QLatin1String(kProgram), m_folder.path()});
    return m_process.waitForStarted(kEndMs) ? base::Result<void, virtual_wire::WireFault>()
                                            : cannot("pcscd does not start");
}

void ReaderDaemon::stop()
{
    if (m_process.state() != QProcess::NotRunning)
    {
        m_process.terminate();
        if (!m_process.waitForFinished(kEndMs))
            m_process.kill();
        m_process.waitForFinished(kEndMs);
    }
    if (m_listener >= 0)
        ::close(std::exchange(m_listener, -1));
    ::unlink(m_socket.c_str());
}

} // namespace banshi::drivers::virtual_smartcard
