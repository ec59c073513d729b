// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/system_clock.h"
#include "banshi/drivers/client/device_proxy.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/spawning_launcher.h"
#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/protocol/start_token.h"
#include "banshi/testing/process_memory.h"

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace banshi::testing
{

/// One device as the app has it: publisher, host process with its plug-in, proxy. Threads: the test's.
class DeviceChain
{
public:
    /// Starts `plugin` (e.g. `receipt-escpos`, or a path) for `connection` and waits until the device is ready. A host
    /// that hangs is ended and started again, as in the app.
    bool start(const QString& plugin, const QString& connection, const QString& options = QStringLiteral("{}"))
    {
        const QString portFile = m_folder.filePath(QStringLiteral("publisher.port"));
        const QString bin = qEnvironmentVariable("BANSHI_BIN");
        const QString tokenFile = m_folder.filePath(QStringLiteral("devices.token"));
        if (!drivers::client::writeTokenFile(tokenFile, m_token) ||
            !m_publisher.listen(drivers::client::PortRule::Any, portFile))
            return false;
        m_directory = std::make_unique<drivers::client::DeviceDirectory>(m_clock, portFile, tokenFile);
        m_directory->start();
        drivers::client::SpawnPolicy policy{bin + QStringLiteral("/banshi-driverhost"),
                                            QStringLiteral("file:") + portFile};
        policy.startToken = m_token;
        m_launcher = std::make_unique<drivers::client::SpawningLauncher>(m_clock, policy);
        const QString file =
            plugin.contains(u'/') ? plugin : bin + QStringLiteral("/../lib/drivers/banshi-driver-%1.so").arg(plugin);
        m_launcher->start({QStringLiteral("device"), file, connection, options, false, m_folder.path(), {}});
        m_proxy = std::make_unique<drivers::client::DeviceProxy>(m_clock, *m_directory, QStringLiteral("device"));
        QObject::connect(m_proxy.get(), &drivers::client::DeviceProxy::unresponsive, m_launcher.get(),
                         [this] { m_launcher->kill(QStringLiteral("device")); });
        return QTest::qWaitFor([this] { return m_proxy->condition() == drivers::client::DeviceCondition::Ok; }, 20000);
    }

    /// Sends a command; its completion arrives in the returned slot, which lives as long as somebody holds it.
    std::shared_ptr<std::optional<drivers::client::Completion>>
    send(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout = std::chrono::seconds(20))
    {
        auto slot = std::make_shared<std::optional<drivers::client::Completion>>();
        m_proxy->send(command, std::move(payload), timeout,
                      [slot](const drivers::client::Completion& done) { *slot = done; });
        return slot;
    }
    /// Sends a command and waits for its completion.
    std::optional<drivers::client::Completion> run(std::string_view command, nlohmann::json payload,
                                                   std::chrono::milliseconds timeout = std::chrono::seconds(20))
    {
        const auto slot = send(command, std::move(payload), timeout);
        (void)QTest::qWaitFor([&slot] { return slot->has_value(); }, static_cast<int>(timeout.count()) + 5000);
        return *slot;
    }
    /// SIGKILL for the host.
    bool killHost() { return ::kill(static_cast<pid_t>(hostProcess()), SIGKILL) == 0; }
    [[nodiscard]] qint64 hostProcess() const { return m_launcher->processId(QStringLiteral("device")); }
    [[nodiscard]] drivers::client::DeviceProxy& proxy() { return *m_proxy; }
    /// As wordsInMemory() of the host, until nothing is found or `looks` looks, a tenth of a second apart, have found
    /// something: its worker puts the last command away after it has answered.
    [[nodiscard]] std::optional<QStringList> hostRemembers(const QStringList& words, int looks = 20) const
    {
        constexpr int kBetweenLooksMs = 100;
        auto found = wordsInMemory(hostProcess(), words);
        for (int look = 1; look < looks && found && !found->isEmpty(); ++look)
        {
            QTest::qWait(kBetweenLooksMs);
            found = wordsInMemory(hostProcess(), words);
        }
        return found;
    }

private:
    QTemporaryDir m_folder;
    base::SystemClock m_clock;
    const std::string m_token = drivers::protocol::makeStartToken();
    drivers::client::ServicePublisher m_publisher{m_token};
    std::unique_ptr<drivers::client::DeviceDirectory> m_directory;
    std::unique_ptr<drivers::client::SpawningLauncher> m_launcher;
    std::unique_ptr<drivers::client::DeviceProxy> m_proxy;
};

} // namespace banshi::testing
