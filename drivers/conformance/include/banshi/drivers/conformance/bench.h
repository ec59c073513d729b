// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/client/device_proxy.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/spawning_launcher.h"

#include <QEventLoop>
#include <QObject>
#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <optional>

namespace banshi::drivers::conformance
{

/// What a bench tries: one plug-in with one device.
struct BenchSetup
{
    QString hostProgram; ///< banshi-driverhost
    QString plugin;
    QString connection;
    QString optionsJson;
};

/// A command on its way.
struct Sent
{
    quint32 requestId = 0;
    base::MonoTime at{};   ///< when it was sent
    base::MonoTime done{}; ///< when its completion came
    std::optional<client::Completion> completion;
};
using SentPtr = std::shared_ptr<Sent>;

/// The plug-in as an application has it: publisher, its real host process, proxy. Keeps what was said for the checks.
/// Threads: one, with an event loop; the waiting methods run it.
class Bench : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the bench.
    Bench(const base::Clock& clock, BenchSetup setup);
    ~Bench() override;

    /// Publisher and host, without waiting for the device. False when this machine gives no port.
    bool start();
    /// Ends the host in good order and waits for that.
    bool stop();
    /// A fresh host; waits until the old one has gone.
    void restart();
    /// SIGKILL for the host; it counts as wanted.
    void kill();

    /// Runs the event loop until `reached()` or the limit; returns reached().
    bool waitUntil(const std::function<bool()>& reached, std::chrono::milliseconds limit);
    /// The device is there and well, and has said what it can, if it says that at all.
    bool waitReady(std::chrono::milliseconds limit);
    [[nodiscard]] bool isReady() const;
    /// The host serves, whatever the device does.
    [[nodiscard]] bool isServing() const { return m_proxy && m_proxy->isConnected(); }

    SentPtr send(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout);
    /// Waits for a completion; null when none came within the limit.
    const client::Completion* finish(const SentPtr& sent, std::chrono::milliseconds limit);
    /// Sends and waits, at most until the proxy gives up; nothing when no completion came.
    std::optional<client::Completion> run(std::string_view command, nlohmann::json payload,
                                          std::chrono::milliseconds timeout);
    void cancel(const SentPtr& sent) { m_proxy->cancel(sent->requestId); }

    [[nodiscard]] const client::DeviceProxy& proxy() const { return *m_proxy; }
    [[nodiscard]] const base::Clock& clock() const { return m_clock; }
    [[nodiscard]] qint64 process() const;
    /// True once per host that ended unasked since the last question; `how` gets its last words' kind (`signal 11`).
    bool hasDied(QString& how);
    /// True once per host that had to be killed since the last question, because a command had no end.
    bool hasHung() { return std::exchange(m_hung, false); }
    /// Events since the last clearEvents(), by name.
    [[nodiscard]] int events(const QString& name) const { return static_cast<int>(m_events.count(name)); }
    void clearEvents() { m_events.clear(); }

    /// Everything that the hosts have written to their logs.
    [[nodiscard]] QByteArray log() const;
    /// Texts for developers and technicians that the driver gave out: descriptions and reasons.
    [[nodiscard]] const QStringList& said() const { return m_said; }
    /// The hosts' private folder.
    [[nodiscard]] QString runFolder() const;

private:
    void heard(const client::Completion& completion);

    const base::Clock& m_clock;
    const BenchSetup m_setup;
    QTemporaryDir m_folder;
    const std::string m_startToken;
    client::ServicePublisher m_publisher;
    std::unique_ptr<client::DeviceDirectory> m_directory;
    std::unique_ptr<client::SpawningLauncher> m_launcher;
    std::unique_ptr<client::DeviceProxy> m_proxy;
    QEventLoop* m_loop = nullptr; // the one that waits
    bool m_wantedEnd = false;     // the next end of the host is ours
    bool m_hung = false;
    QString m_died;
    QStringList m_events;
    QStringList m_said;
};

} // namespace banshi::drivers::conformance
