// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/pty/quit_on_signal.h"

#include <QCoreApplication>
#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace banshi::drivers::pty
{

QuitOnSignal::QuitOnSignal()
{
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigprocmask(SIG_BLOCK, &wanted, nullptr);
    m_descriptor = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [] { QCoreApplication::quit(); });
}

QuitOnSignal::~QuitOnSignal()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

} // namespace banshi::drivers::pty
