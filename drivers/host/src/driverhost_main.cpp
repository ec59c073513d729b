// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/file_clock.h"
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/host/dispatcher.h"
#include "banshi/drivers/host/plugin_loader.h"
#include "banshi/drivers/host/plugin_trust.h"
#include "banshi/drivers/host/process_limits.h"
#include "banshi/drivers/host/publisher_link.h"
#include "banshi/drivers/host/sandbox.h"
#include "banshi/drivers/host/service_server.h"
#include "banshi/drivers/host/start_limit.h"
#include "launch_options.h"
#include "sandbox_rules.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/prctl.h>
#include <unistd.h>

namespace
{

using namespace banshi;
using namespace banshi::drivers;

constexpr int kBadStart = 2;
constexpr int kHung = 3;
constexpr std::chrono::milliseconds kLook{1000}; // at what the driver is at

Q_LOGGING_CATEGORY(lcHost, "drivers.host")

int refuse(const std::string& why)
{
    std::fprintf(stderr, "banshi-driverhost: %s\n", why.c_str());
    return kBadStart;
}

bool tieToParent(pid_t parent)
{
    if (parent == 0)
        return true;
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}

std::unique_ptr<base::Clock> makeClock(const host::LaunchOptions& options, std::string& fault)
{
    if (options.clockFile.empty())
        return std::make_unique<base::SystemClock>();
    auto clock = base::FileClock::open(options.clockFile);
    if (!clock)
    {
        fault = "clock: " + clock.error().detail;
        return nullptr;
    }
    return std::move(*clock);
}

// What a machine on the street looks at is built in: no argument can talk it out of it.
std::string trustFolder(const host::LaunchOptions& options)
{
#ifdef BANSHI_DEVELOPMENT
    return options.trust;
#else
    (void)options;
    return BANSHI_TRUST_FOLDER;
#endif
}

// Before the library is opened, and before anything else of the file is believed. The text says why not.
std::optional<std::string> distrust(const host::LaunchOptions& options)
{
    const std::string folder = trustFolder(options);
    if (folder.empty())
        return std::nullopt;
    const auto trust = host::PluginTrust::load(folder);
    if (!trust)
        return trust.error().detail;
    const auto signedBy = trust->verify(options.plugin, host::SignedKind::Plugin);
    return signedBy ? std::nullopt : std::optional(signedBy.error().detail);
}

bool enterSandbox(const protocol::PluginMetadata& metadata, const host::LaunchOptions& options)
{
    const std::string program = QCoreApplication::applicationFilePath().toStdString();
    const host::Confinement confinement = host::confine(host::sandboxRules(metadata, options, program));
    if (confinement == host::Confinement::CallsOnly)
        qCWarning(lcHost) << "this kernel has no Landlock: the driver's files and TCP ports are not confined";
    if (confinement == host::Confinement::NoPorts)
        qCWarning(lcHost) << "this kernel's Landlock knows no TCP ports: the driver may connect to any";
    return confinement != host::Confinement::None;
}

// A thread cannot be taken out of a vendor's code: nothing is cleaned up, and whoever started the host starts it again.
[[noreturn]] void endHung(const std::string& name, const std::string& where)
{
    std::fprintf(stderr, "banshi-driverhost: %s: the driver hangs in %s\n", name.c_str(), where.c_str());
    std::_Exit(kHung);
}

// Looks at what the driver is at; one that hangs ends the process when its clients have heard of it.
void watchOver(host::DriverWatch& watch, host::StatusBoard& board, const std::string& name, base::Timer& look)
{
    QObject::connect(&look, &base::Timer::fired, &look, [&] {
        const auto where = watch.hungIn();
        if (!where)
            return;
        look.stop();
        board.setDeviceState(sdk::DeviceState::Offline, "the driver hangs in " + *where);
        // Behind the announcement, which waits for the event loop, too.
        QMetaObject::invokeMethod(
            &look, [&name, where = *where] { endHung(name, where); }, Qt::QueuedConnection);
    });
    look.startRepeating(kLook);
}

using DevicePtr = std::unique_ptr<host::DeviceService>;

// The vendor's code of the start: the library's initialisers, and the making of the device. The text says what failed.
tl::expected<DevicePtr, std::string> makeService(const host::LaunchOptions& options,
                                                 const protocol::PluginMetadata& metadata, const base::Clock& real,
                                                 host::StatusBoard& board, host::ServiceServer& server)
{
    const host::StartLimit limit(real, options.startLimit, [&] { endHung(options.device.name, "its start"); });
    const auto plugin = host::loadPlugin(options.plugin);
    if (!plugin)
        return tl::unexpected(plugin.error().detail);
    auto device = (*plugin)->create(options.device, board);
    if (!device)
        return tl::unexpected(options.device.name + ": " + device.failure().detail);
    auto service = host::makeDeviceService(metadata.deviceClass, std::move(*device), server);
    if (!service)
        return tl::unexpected<std::string>("the plug-in's device is not of the class in its metadata");
    return service;
}

// Everything of a started host; lives until the process ends.
int serve(const host::LaunchOptions& options, const base::Clock& clock, const protocol::PluginMetadata& metadata,
          host::ServiceServer& server)
{
    const base::SystemClock real;
    host::StatusBoard board(server, options.device.name);
    const auto service = makeService(options, metadata, real, board, server);
    if (!service)
        return refuse(service.error());

    host::DriverWatch watch(real, options.grace);
    host::Dispatcher dispatcher(clock, **service, board, server, watch, metadata.resetsPerHour);
    base::Timer look(real);
    watchOver(watch, board, options.device.name, look);
    base::Timer expiry(clock);
    const auto expire = [&] {
        if (const auto next = dispatcher.expireQueued())
            expiry.start(*next - clock.now());
    };
    QObject::connect(&expiry, &base::Timer::fired, &server, expire);
    QObject::connect(
        &server, &host::ServiceServer::received, &server, [&](host::ConnectionId from, const QByteArray& text) {
            dispatcher.receive(from, std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
            expire();
        });
    QObject::connect(&server, &host::ServiceServer::disconnected, &server,
                     [&](host::ConnectionId who) { dispatcher.disconnected(who); });

    host::PublisherLink link(clock, options.publisher,
                             {options.device.name, server.uri(), std::string(protocol::text(metadata.deviceClass))},
                             options.token);
    link.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banshi-driverhost"));
    base::installRedactingLog();
    auto options = host::parseLaunchOptions(QCoreApplication::arguments());
    if (!options)
        return refuse(options.error().detail);
    options->token = host::takeHostToken();
    if (!tieToParent(options->parent))
        return refuse("the parent process has gone");
    if (!host::limitProcess({options->memoryMib}))
        return refuse("the process's limits cannot be set");
    if (const auto why = distrust(*options))
        return refuse(*why);
    const auto metadata = host::inspectPlugin(options->plugin);
    if (!metadata)
        return refuse(metadata.error().detail);
    const auto& schemes = metadata->connections;
    if (std::ranges::find(schemes, options->device.scheme()) == schemes.end())
        return refuse("connection: " + metadata->name + " does not speak " + options->device.scheme() + ":");
    if (options->token.empty() && options->device.production)
        return refuse("no token of this start: everybody on this machine could use the device");
    std::string fault;
    const auto clock = makeClock(*options, fault);
    if (!clock)
        return refuse(fault);
    host::ServiceServer server(options->device.name, options->token);
    if (!server.listen()) // now, as nothing may listen later
        return refuse("cannot listen on the loopback interface");
    if (!enterSandbox(*metadata, *options))
        return refuse("the process cannot be confined");
    return serve(*options, *clock, *metadata, server);
}
