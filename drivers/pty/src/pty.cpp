// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/pty/pty.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace banshi::drivers::pty
{

Pty::Pty(QObject* parent) : QObject(parent) {}

Pty::~Pty()
{
    unplug();
}

base::Result<void, PtyFault> Pty::plugIn(const std::string& link)
{
    unplug();
    std::array<char, 128> name{};
    termios raw{};
    cfmakeraw(&raw);
    raw.c_cflag |= CREAD | CLOCAL | CS8;
    cfsetspeed(&raw, B115200);
    if (openpty(&m_master, &m_slave, name.data(), &raw, nullptr) != 0)
        return base::fail(PtyError::CannotOpen, std::strerror(errno));
    for (const int end : {m_master, m_slave})
        fcntl(end, F_SETFD, FD_CLOEXEC);
    fcntl(m_master, F_SETFL, O_NONBLOCK);

    const std::string fresh = link + ".new";
    ::unlink(fresh.c_str());
    if (symlink(name.data(), fresh.c_str()) != 0 || rename(fresh.c_str(), link.c_str()) != 0)
    {
        const std::string reason = std::strerror(errno);
        unplug();
        return base::fail(PtyError::CannotLink, link + ": " + reason);
    }
    m_link = link;
    m_readable = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &Pty::readAll);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &Pty::flush);
    return {};
}

int Pty::baud() const
{
    termios line{};
    if (m_master < 0 || tcgetattr(m_master, &line) != 0)
        return 0;
    switch (cfgetospeed(&line))
    {
    case B9600:
        return 9600;
    case B19200:
        return 19200;
    case B38400:
        return 38400;
    case B57600:
        return 57600;
    case B115200:
        return 115200;
    default:
        return 0;
    }
}

void Pty::unplug()
{
    for (auto* notifier : {&m_readable, &m_writable})
        if (*notifier)
        {
            (*notifier)->setEnabled(false);
            notifier->release()->deleteLater(); // this may run inside its own signal
        }
    m_unsent.clear();
    for (int* end : {&m_master, &m_slave})
        if (*end >= 0)
        {
            ::close(*end);
            *end = -1;
        }
    if (!m_link.empty())
        ::unlink(m_link.c_str());
    m_link.clear();
}

void Pty::write(std::span<const std::uint8_t> bytes)
{
    if (m_master < 0)
        return;
    m_unsent.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    flush();
}

void Pty::flush()
{
    while (!m_unsent.isEmpty())
    {
        const ssize_t sent = ::write(m_master, m_unsent.constData(), static_cast<std::size_t>(m_unsent.size()));
        if (sent <= 0)
            break;
        m_unsent.remove(0, sent);
    }
    m_writable->setEnabled(!m_unsent.isEmpty());
}

void Pty::readAll()
{
    std::array<char, 4096> chunk{};
    while (m_master >= 0)
    {
        const ssize_t count = ::read(m_master, chunk.data(), chunk.size());
        if (count <= 0)
            return;
        Q_EMIT received(QByteArray(chunk.data(), count));
    }
}

} // namespace banshi::drivers::pty
