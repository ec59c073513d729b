// SPDX-License-Identifier: GPL-3.0-or-later
// The printer process without power, and standing still.
#include "banshi/drivers/virtual/a4/device.h"

#include <csignal>

namespace banshi::drivers::virtual_a4
{

void Device::cutPower(int forMillis)
{
    goOn();
    m_hasPower = false;
    m_active = false;
    m_patience.stop();
    m_printer.kill(); // its sheet program goes with it: what has not come out stays in the printer
    m_printer.waitForFinished();
    std::error_code ignored;
    const std::filesystem::path spool = m_private.filePath(QStringLiteral("spool")).toStdString();
    for (const auto& job : std::filesystem::directory_iterator(spool, ignored))
        std::filesystem::remove_all(job, ignored); // it was in memory
    m_powerAgain.stop();
    if (forMillis > 0)
        m_powerAgain.start(std::chrono::milliseconds(forMillis));
}

base::Result<void, virtual_wire::WireFault> Device::givePower()
{
    goOn();
    m_powerAgain.stop();
    if (!std::exchange(m_hasPower, true))
        launchPrinter();
    return {};
}

void Device::standStill(int forMillis)
{
    if (m_printer.processId() > 0 && ::kill(static_cast<pid_t>(m_printer.processId()), SIGSTOP) == 0)
        m_goOn.start(std::chrono::milliseconds(forMillis));
}

void Device::goOn()
{
    m_goOn.stop();
    if (m_printer.processId() > 0)
        ::kill(static_cast<pid_t>(m_printer.processId()), SIGCONT);
}

} // namespace banshi::drivers::virtual_a4
