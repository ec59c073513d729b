// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-kiosk: the small supervisor. It publishes the devices' services, keeps their hosts running, keeps one session
// on the screen and one warm, and feeds the machine's watchdog. It holds nothing personal.
#include "banshi/app/config/machine_config.h"
#include "banshi/app/supervisor/session_pool.h"
#include "banshi/app/supervisor/watchdog.h"
#include "banshi/base/log.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/spawning_launcher.h"

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
    spec.optionsJson = QString::fromStdString(nlohmann::json(device.options).dump());
    spec.production = config.production;
    spec.runDir = text(config.runDir);
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

int run(QCoreApplication& application, const app::config::MachineConfig& config, const base::Clock& clock)
{
    const QString programs = QCoreApplication::applicationDirPath();
    drivers::client::ServicePublisher publisher;
    const auto rule = config.production ? drivers::client::PortRule::Published : drivers::client::PortRule::Any;
    if (!publisher.listen(rule, text(config.publisherPortFile())))
    {
        std::fprintf(stderr, "no port for the service publisher, or %s cannot be written\n",
                     config.publisherPortFile().c_str());
        return 1;
    }
    drivers::client::SpawnPolicy policy;
    policy.program = programs + QStringLiteral("/banshi-driverhost");
    policy.publisher = QStringLiteral("file:") + text(config.publisherPortFile());
    drivers::client::SpawningLauncher launcher(clock, policy);
    for (const auto& device : config.devices)
        launcher.start(hostSpec(config, device, programs));

    app::supervisor::SessionPool pool(
        clock, {programs + QStringLiteral("/banshi-session"), {QStringLiteral("--config"), text(config.file)}});
    QObject::connect(&pool, &app::supervisor::SessionPool::alive, &pool,
                     [] { app::supervisor::notifySystemd("WATCHDOG=1"); });
    QObject::connect(&pool, &app::supervisor::SessionPool::shown, &pool,
                     [] { app::supervisor::notifySystemd("READY=1"); });
    QObject::connect(&pool, &app::supervisor::SessionPool::deviceHangs, &launcher,
                     [&launcher](const QString& device) { launcher.kill(device); });
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
    options.add_option("--config", file, "machine file (TOML)")->required();
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
    const auto clock = app::config::openClock(*config);
    if (!clock)
    {
        std::fprintf(stderr, "%s\n", clock.error().c_str());
        return kBadConfiguration;
    }
    quitOnSignals(application);
    return run(application, *config, **clock);
}
