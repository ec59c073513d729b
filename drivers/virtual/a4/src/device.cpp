// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/a4/device.h"

#include "supplies.h"

#include <QStandardPaths>
#include <QTcpServer>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/prctl.h>

namespace banshi::drivers::virtual_a4
{

namespace
{

constexpr int kAttempts = 5;
constexpr std::chrono::milliseconds kLookPeriod(50);

// A child must not outlive the simulator, however that ends; it hears the signals that the simulator itself blocks.
void dieWithParent(QProcess& process)
{
    process.setChildProcessModifier([] {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
    });
}

// Debian keeps it in a folder that only root's PATH names.
QString printerProgram()
{
    const QString found = QStandardPaths::findExecutable(QStringLiteral("ippeveprinter"));
    return found.isEmpty() ? QStringLiteral("/usr/sbin/ippeveprinter") : found;
}

int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

Device::Device(Setup setup, const base::Clock& clock)
    : m_setup(std::move(setup)), m_sheetServer([this](const nlohmann::json& request) { return nextSheet(request); }),
      m_patience(clock), m_powerAgain(clock), m_goOn(clock)
{
    for (QProcess* process : {&m_bus, &m_printer})
        dieWithParent(*process);
    connect(&m_patience, &base::Timer::fired, this, &Device::lookForPrinter);
    connect(&m_powerAgain, &base::Timer::fired, this, [this] { (void)givePower(); });
    connect(&m_goOn, &base::Timer::fired, this, &Device::goOn);
    connect(&m_bus, &QProcess::readyReadStandardOutput, this, [this] {
        if (m_busAddress.isEmpty() && m_bus.canReadLine())
        {
            m_busAddress = QString::fromUtf8(m_bus.readLine()).trimmed();
            startPrinter();
        }
    });
    connect(&m_bus, &QProcess::errorOccurred, this,
            [this] { Q_EMIT failed(QStringLiteral("dbus-daemon does not run")); });
    connect(&m_printer, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(QStringLiteral("ippeveprinter (package cups-ipp-utils) does not start"));
    });
    connect(&m_printer, &QProcess::finished, this, &Device::printerEnded);
}

Device::~Device()
{
    goOn();
    for (QProcess* process : {&m_printer, &m_bus})
    {
        process->disconnect(this);
        process->terminate();
        if (!process->waitForFinished(3000))
            process->kill();
        process->waitForFinished(3000);
    }
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    std::error_code ignored;
    std::filesystem::create_directories(m_setup.out, ignored);
    std::filesystem::create_directories(m_private.filePath(QStringLiteral("spool")).toStdString(), ignored);
    if (auto listening = m_sheetServer.listen(m_private.filePath(QStringLiteral("sheet"))); !listening)
        return listening;
    startBus();
    return {};
}

// ippeveprinter asks avahi over the system bus even when it shall not announce itself: it gets a bus of its own.
void Device::startBus()
{
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                 QStringLiteral("--address=unix:path=") + m_private.filePath(QStringLiteral("bus")),
                 QStringLiteral("--print-address=1")});
}

void Device::startPrinter()
{
    m_port = freePort();
    ++m_attempts;
    launchPrinter();
}

void Device::launchPrinter()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_busAddress);
    environment.insert(QStringLiteral("BANSHI_A4_SOCKET"), m_private.filePath(QStringLiteral("sheet")));
    environment.insert(QStringLiteral("BANSHI_A4_PORT"), QString::number(m_port));
    environment.insert(QStringLiteral("BANSHI_A4_OUT"), QString::fromStdString(m_setup.out.string()));
    m_printer.setProcessEnvironment(environment);
    m_printer.setStandardOutputFile(QProcess::nullDevice());
    m_printer.setStandardErrorFile(QProcess::nullDevice());
    m_printer.start(printerProgram(),
                    {QStringLiteral("-r"),        QStringLiteral("off"),
                     QStringLiteral("-n"),        QStringLiteral("localhost"),
                     QStringLiteral("-p"),        QString::number(m_port),
                     QStringLiteral("-s"),        QStringLiteral("40"),
                     QStringLiteral("-f"),        QStringLiteral("application/pdf,application/vnd.banshi.state"),
                     QStringLiteral("-D"),        QStringLiteral("file:///dev/null"),
                     QStringLiteral("-d"),        m_private.filePath(QStringLiteral("spool")),
                     QStringLiteral("-M"),        QStringLiteral("Banshi"),
                     QStringLiteral("-m"),        QStringLiteral("Virtual A4"),
                     QStringLiteral("-c"),        QString::fromStdString(m_setup.sheetProgram.string()),
                     QStringLiteral("Virtual A4")});
    m_patience.startRepeating(kLookPeriod);
}

void Device::lookForPrinter()
{
    const PrinterRemote remote(m_port);
    if (m_printer.state() != QProcess::Running || !remote.answers() ||
        !remote.load(levelOf(m_paper, kTray).value_or(0)) || !remote.setToner(levelOf(m_toner, kToner).value_or(0)))
        return;
    m_patience.stop();
    if (std::exchange(m_ready, true))
        return;
    announce();
    Q_EMIT ready();
}

void Device::printerEnded()
{
    m_patience.stop();
    if (!m_hasPower)
        return;
    if (m_ready || m_attempts >= kAttempts)
        Q_EMIT failed(QStringLiteral("ippeveprinter has ended"));
    else
        startPrinter(); // somebody took the port in between
}

void Device::announce()
{
    if (m_setup.portFile.empty())
        return;
    const std::string fresh = m_setup.portFile.string() + ".new";
    std::ofstream(fresh) << m_port << '\n';
    std::error_code ignored;
    std::filesystem::rename(fresh, m_setup.portFile, ignored);
}

} // namespace banshi::drivers::virtual_a4
