// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/client/host_launcher.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace banshi::drivers::client
{

/// How a SpawningLauncher treats hosts.
struct SpawnPolicy
{
    QString program;   ///< path of banshi-driverhost
    QString publisher; ///< `file:<port file>` or `ws://…`
    std::chrono::milliseconds firstPause{200};
    std::chrono::milliseconds longestPause{10000};
    int crashes = 5;                          ///< this many …
    std::chrono::milliseconds window{120000}; ///< … within this time open the circuit
    std::chrono::milliseconds rest = kCircuitRest;
    QString logFile{};        ///< gets what all hosts write; empty: this process's own standard error
    std::string startToken{}; ///< of this start; each host gets its own of it, in its environment
    QString trust{};          ///< folder of the city's keys: hosts load nothing unsigned; empty in development only
};

/// Runs driver hosts as child processes: demo, tests and machines without systemd units. The pauses before a restart
/// grow.
/// Threads: as HostLauncher; the hosts die with the thread that started them.
class SpawningLauncher : public HostLauncher
{
    Q_OBJECT

public:
    /// `clock` must outlive the launcher.
    SpawningLauncher(const base::Clock& clock, SpawnPolicy policy, QObject* parent = nullptr);
    /// Kills all hosts.
    ~SpawningLauncher() override;

    void start(const HostSpec& spec) override;
    void stop(const QString& name) override;
    void kill(const QString& name) override;
    void restart(const QString& name) override;
    [[nodiscard]] HostState state(const QString& name) const override;
    /// The process of a running host; 0 when there is none.
    [[nodiscard]] qint64 processId(const QString& name) const;
    /// How a host's last process ended: `signal 11`, `exit code 2`; empty before that.
    [[nodiscard]] QString lastEnd(const QString& name) const;

private:
    struct Host;
    void launch(Host& host);
    void ended(Host& host);
    void setState(Host& host, HostState state);

    const base::Clock& m_clock;
    const SpawnPolicy m_policy;
    std::map<QString, std::unique_ptr<Host>> m_hosts;
};

} // namespace banshi::drivers::client
