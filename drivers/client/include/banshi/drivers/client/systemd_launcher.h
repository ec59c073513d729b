// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/client/host_launcher.h"

#include <QProcess>
#include <QStringList>
#include <chrono>
#include <deque>
#include <map>
#include <string>

namespace banshi::drivers::client
{

/// How a SystemdLauncher speaks to systemd.
struct SystemdPolicy
{
    QString systemctl = QStringLiteral("systemctl"); ///< the program
    QString tokenFolder;                             ///< gets a file for each host, from which its unit loads its token
    std::string startToken;                          ///< of this start
    std::chrono::milliseconds look{1000};            ///< between two looks at the units' states
    std::chrono::milliseconds patience{10000};       ///< for one call of systemctl
    std::chrono::milliseconds rest = kCircuitRest;   ///< of a unit that systemd has given up, until it is started anew
};

/// Lets systemd run the hosts as `banshi-driverhost@<name>.service`, with the sandbox of that unit; polkit has to allow
/// this user to start, stop and kill those units. What a host is started with stands in the unit's drop-in, which is
/// made from the machine file; of a HostSpec the name counts. Restarts, the pause before each and the limit of crashes
/// are the unit's. Threads: as HostLauncher.
class SystemdLauncher : public HostLauncher
{
    Q_OBJECT

public:
    /// `clock` must outlive the launcher.
    SystemdLauncher(const base::Clock& clock, SystemdPolicy policy, QObject* parent = nullptr);
    /// Leaves the hosts to systemd.
    ~SystemdLauncher() override;

    void start(const HostSpec& spec) override;
    void stop(const QString& name) override;
    void kill(const QString& name) override;
    void restart(const QString& name) override;
    [[nodiscard]] HostState state(const QString& name) const override;

private:
    struct Host
    {
        HostState state = HostState::Stopped;
        base::MonoTime nextGo; ///< while CircuitOpen
    };

    void order(QStringList arguments);
    void next();
    void ended();
    void read(const QString& answer);
    void see(const QString& name, Host& host, HostState now);

    const base::Clock& m_clock;
    const SystemdPolicy m_policy;
    std::map<QString, Host> m_hosts;
    std::deque<QStringList> m_orders; ///< the first one is being carried out
    QProcess m_process;
    base::Timer m_look;
    base::Timer m_limit;
};

} // namespace banshi::drivers::client
