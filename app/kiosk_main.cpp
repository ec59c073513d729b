// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-kiosk: the small supervisor. It publishes the devices' services, keeps their hosts running, keeps one session
// on the screen and one warm, and feeds the machine's watchdog. It holds nothing personal.
#include "banshi/app/config/machine_config.h"
#include "banshi/app/records/gateway_records.h"
#include "banshi/app/records/loan_audit.h"
#include "banshi/app/supervisor/session_pool.h"
#include "banshi/app/supervisor/watchdog.h"
#include "banshi/base/log.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/spawning_launcher.h"
#include "banshi/drivers/client/systemd_launcher.h"
#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/client/vendor_mode_member.h"
#include "banshi/drivers/client/vendor_mode_service.h"
#include "banshi/drivers/protocol/start_token.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDir>
#include <QSocketNotifier>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sys/signalfd.h>
#include <unistd.h>

namespace
{

using namespace banshi;

constexpr int kBadConfiguration = 2;

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

nlohmann::json optionsJson(const std::map<std::string, base::ConfigValue>& options)
{
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [key, value] : options)
        std::visit([&json, &key = key](const auto& held) { json[key] = held; }, value);
    return json;
}

drivers::client::HostSpec hostSpec(const app::config::MachineConfig& config, const app::config::DeviceConfig& device,
                                   const QString& programs)
{
    const QString folder =
        config.driverDir.empty() ? programs + QStringLiteral("/../lib/drivers") : text(config.driverDir);
    drivers::client::HostSpec spec;
    spec.name = QString::fromStdString(device.name);
    spec.plugin =
        folder + QStringLiteral("/banshi-driver-") + QString::fromStdString(device.driver) + QStringLiteral(".so");
    spec.connection = QString::fromStdString(device.connection);
    spec.optionsJson = QString::fromStdString(optionsJson(device.options).dump());
    spec.production = config.production;
    spec.runDir = text(config.hostRunDir(device.name));
    spec.clockFile = text(config.clockFile);
    return spec;
}

// SIGTERM and SIGINT end the event loop, so that sessions and hosts are ended in good order.
void quitOnSignals(QCoreApplication& application)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    const int file = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    auto* notifier = new QSocketNotifier(file, QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
}

std::unique_ptr<drivers::client::HostLauncher> makeLauncher(const app::config::MachineConfig& config,
                                                            const base::Clock& clock, const std::string& startToken,
                                                            bool isBySystemd)
{
    if (isBySystemd)
    {
        drivers::client::SystemdPolicy policy;
        policy.tokenFolder = text(config.runDir / "tokens");
        policy.startToken = startToken;
        QDir().mkpath(policy.tokenFolder);
        return std::make_unique<drivers::client::SystemdLauncher>(clock, std::move(policy));
    }
    drivers::client::SpawnPolicy policy;
    policy.program = QCoreApplication::applicationDirPath() + QStringLiteral("/banshi-driverhost");
    policy.publisher = QStringLiteral("file:") + text(config.publisherPortFile());
    policy.startToken = startToken;
    return std::make_unique<drivers::client::SpawningLauncher>(clock, std::move(policy));
}

// The sessions' part in the vendor mode: whoever wants the devices waits for the resident, and no longer.
void joinVendorMode(drivers::client::VendorModeMember& member, app::supervisor::SessionPool& pool)
{
    using app::supervisor::SessionPool;
    using drivers::client::VendorModeMember;
    QObject::connect(&member, &VendorModeMember::wanted, &pool, &SessionPool::standAside);
    QObject::connect(&member, &VendorModeMember::over, &pool, &SessionPool::comeBack);
    QObject::connect(&pool, &SessionPool::stoodAside, &member, &VendorModeMember::letGo);
}

/// Tells the audit table, by the gateway, which program has the machine's devices.
class Loans
{
public:
    Loans(const app::config::MachineConfig& config, const base::Clock& clock, const drivers::client::VendorMode& mode)
        : m_gate(m_contract, clock),
          m_client(config.gatewaySocket().string(), m_contract, m_gate, clock,
                   [](std::function<void()> work) {
                       QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(work), Qt::QueuedConnection);
                   }),
          m_records(m_client), m_audit(clock, m_records)
    {
        using drivers::protocol::VendorModeState;
        QObject::connect(&mode, &drivers::client::VendorMode::stateChanged, &m_audit, [this, &mode] {
            if (mode.state() == VendorModeState::Active)
                m_audit.taken(mode.requester());
            else if (mode.state() == VendorModeState::Inactive)
                m_audit.givenBack(mode.requester());
        });
    }

private:
    queue::contract::Contract m_contract;
    queue::contract::SchemaGate m_gate;
    queue::client::GatewayClient m_client;
    app::records::GatewayRecords m_records;
    app::records::LoanAudit m_audit;
};

int run(QCoreApplication& application, const app::config::MachineConfig& config, const base::Clock& clock,
        bool isBySystemd)
{
    const QString programs = QCoreApplication::applicationDirPath();
    const std::string startToken = drivers::protocol::makeStartToken();
    if (!drivers::client::writeTokenFile(text(config.deviceTokenFile()), startToken))
    {
        std::fprintf(stderr, "%s cannot be written\n", config.deviceTokenFile().c_str());
        return 1;
    }
    drivers::client::ServicePublisher publisher(startToken);
    const auto rule = config.production ? drivers::client::PortRule::Published : drivers::client::PortRule::Any;
    if (!publisher.listen(rule, text(config.publisherPortFile())))
    {
        std::fprintf(stderr, "no port for the service publisher, or %s cannot be written\n",
                     config.publisherPortFile().c_str());
        return 1;
    }
    drivers::client::VendorModeService vendorMode(clock, startToken);
    if (!vendorMode.listen())
    {
        std::fprintf(stderr, "no port for the vendor mode's service\n");
        return 1;
    }
    publisher.addStatic(vendorMode.entry());
    const Loans loans(config, clock, vendorMode.mode());
    const auto launcher = makeLauncher(config, clock, startToken, isBySystemd);
    for (const auto& device : config.devices)
        if (device.isThirdParty())
            publisher.addStatic({device.name, device.service, {}});
        else
            launcher->start(hostSpec(config, device, programs));

    app::supervisor::SessionPool pool(
        clock, {programs + QStringLiteral("/banshi-session"), {QStringLiteral("--config"), text(config.file)}});
    QObject::connect(&pool, &app::supervisor::SessionPool::alive, &pool,
                     [] { app::supervisor::notifySystemd("WATCHDOG=1"); });
    QObject::connect(&pool, &app::supervisor::SessionPool::shown, &pool,
                     [] { app::supervisor::notifySystemd("READY=1"); });
    QObject::connect(&pool, &app::supervisor::SessionPool::deviceHangs, launcher.get(),
                     [&launcher](const QString& device) { launcher->kill(device); });
    drivers::client::DeviceDirectory directory(clock, text(config.publisherPortFile()), text(config.deviceTokenFile()));
    drivers::client::VendorModeMember member(clock, directory, "banshi");
    joinVendorMode(member, pool);
    directory.start();
    pool.start();
    const int code = application.exec();
    app::supervisor::notifySystemd("STOPPING=1");
    pool.stop();
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    base::installRedactingLog();
    CLI::App options("Supervisor of a Banshi machine: driver hosts, sessions, watchdog.");
    std::string file;
    bool check = false;
    bool isBySystemd = false;
    options.add_option("--config", file, "machine file (TOML)")->required();
    options.add_flag("--systemd", isBySystemd,
                     "let systemd run the driver hosts, each confined by its unit, instead of starting them here");
    options.add_flag("--check", check, "read the machine file, report its faults and leave");
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banshi-kiosk"));
    const auto share = std::filesystem::path(QCoreApplication::applicationDirPath().toStdString()) / "../share/banshi";
    const auto config = app::config::loadMachineConfig(file, share);
    if (!config)
    {
        for (const auto& fault : config.error())
            std::fprintf(stderr, "%s\n", fault.text().c_str());
        return kBadConfiguration;
    }
    if (check)
        return 0;
    QDir().mkpath(text(config->runDir));
    QDir().mkpath(text(config->publisherPortFile().parent_path()));
    for (const auto& device : config->devices)
        if (!device.isThirdParty())
            QDir().mkpath(text(config->hostRunDir(device.name)));
    const auto clock = app::config::openClock(*config);
    if (!clock)
    {
        std::fprintf(stderr, "%s\n", clock.error().c_str());
        return kBadConfiguration;
    }
    quitOnSignals(application);
    return run(application, *config, **clock, isBySystemd);
}
