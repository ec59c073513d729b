// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/a4/device.h"

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

using virtual_wire::refusal;

constexpr int kAttempts = 5;
constexpr std::chrono::milliseconds kLookPeriod(50);
constexpr int kFullTray = 250;
constexpr int kLowTray = 5;
constexpr const char* kKinds = "jamBefore, jamPartial, jamAfter, abort, slow";

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

std::optional<int> levelOf(const std::string& state, int full, int low)
{
    if (state == "full")
        return full;
    if (state == "low")
        return low;
    return state == "out" ? std::optional(0) : std::nullopt;
}

} // namespace

Device::Device(Setup setup, const base::Clock& clock)
    : m_setup(std::move(setup)), m_sheetServer([this](const nlohmann::json& request) { return nextSheet(request); }),
      m_patience(clock)
{
    for (QProcess* process : {&m_bus, &m_printer})
        dieWithParent(*process);
    connect(&m_patience, &base::Timer::fired, this, &Device::lookForPrinter);
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
    if (m_printer.state() != QProcess::Running || !remote.answers() || !remote.load(kFullTray))
        return;
    m_patience.stop();
    m_ready = true;
    announce();
    Q_EMIT ready();
}

void Device::printerEnded()
{
    m_patience.stop();
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

// Asked by the sheet program: page 0 before the document, page n before its n-th sheet; told `ended` after it.
nlohmann::json Device::nextSheet(const nlohmann::json& request)
{
    m_active = request["do"] != "ended";
    if (!m_active)
        return nlohmann::json::object();
    if (request.value("page", 0) == 0)
    {
        m_current.clear();
        for (auto& [kind, times] : m_faults)
            if (times > 0 && m_current.empty())
            {
                m_current = kind;
                --times;
            }
    }
    return {{"fault", m_current},
            {"paper", m_paper != "out"},
            {"say", std::exchange(m_unsaid, {})},
            {"sheetMs", m_setup.sheetTime.count() * (m_current == "slow" ? 10 : 1)}};
}

void Device::say(const std::string& line)
{
    if (!PrinterRemote(m_port).say(line))
        m_unsaid.push_back(line); // a document is being printed: its sheet program says it
}

nlohmann::json Device::state() const
{
    int printed = 0;
    std::filesystem::path latest;
    for (const auto& entry : std::filesystem::directory_iterator(m_setup.out))
        if (entry.path().extension() == ".pdf")
        {
            ++printed;
            latest = std::max(latest, entry.path());
        }
    nlohmann::json answer{{"uri", "ipp://localhost:" + std::to_string(m_port) + "/ipp/print"},
                          {"port", m_port},
                          {"paper", m_paper},
                          {"toner", m_toner},
                          {"active", m_active},
                          {"queued", PrinterRemote(m_port).queuedJobs().value_or(0)},
                          {"faults", m_faults},
                          {"reasons", PrinterRemote(m_port).reasons().value_or(std::vector<std::string>())},
                          {"printed", printed}};
    if (printed > 0)
        answer["latest"] = latest.string();
    return answer;
}

std::optional<nlohmann::json> Device::apply(const nlohmann::json& request)
{
    const std::string what = request["do"].get<std::string>();
    const std::string wanted = request.value("state", "");
    const PrinterRemote remote(m_port);
    if (what == "paper" || what == "toner")
    {
        const bool paper = what == "paper";
        const auto level = paper ? levelOf(wanted, kFullTray, kLowTray) : levelOf(wanted, 75, 5);
        if (!level)
            return refusal("state is one of full, low, out");
        if (!(paper ? remote.load(*level) : remote.setToner(*level)))
            return refusal("the printer does not answer");
        (paper ? m_paper : m_toner) = wanted;
        return std::nullopt;
    }
    if (what == "cover")
        say(request.value("open", false) ? "STATE: +cover-open" : "STATE: -cover-open");
    else if (what == "repair")
    {
        m_faults.clear();
        say("STATE: -media-jam,cover-open");
    }
    else if (what == "fault")
    {
        const std::string kind = request.value("kind", "");
        if (kind == "none")
            m_faults.clear();
        else if ((std::string(kKinds) + ",").find(kind + ",") == std::string::npos || kind.empty())
            return refusal("kind is one of none, " + std::string(kKinds));
        else
            m_faults[kind] = std::max(1, request.value("times", 1));
    }
    else if (what != "state")
        return refusal("do is one of state, paper, toner, cover, fault, repair");
    return std::nullopt;
}

nlohmann::json Device::control(const nlohmann::json& request)
{
    if (!m_ready)
        return refusal("the printer is still starting");
    if (const auto refused = apply(request))
        return *refused;
    return state();
}

} // namespace banshi::drivers::virtual_a4
