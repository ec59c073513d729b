// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-gateway: owns the machine's one durable file; accepts from the kiosk over a Unix socket, forwards over HTTPS.
#include "banshi/base/file_clock.h"
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/district/database.h"
#include "banshi/queue/gateway/district_role.h"
#include "banshi/queue/gateway/gateway.h"
#include "banshi/queue/gateway/gateway_config.h"
#include "banshi/queue/gateway/machine_state.h"
#include "banshi/queue/gateway/service_manager.h"
#include "banshi/queue/gateway/unix_server.h"
#include "banshi/queue/gateway/way_up.h"
#include "banshi/queue/sync/heartbeat.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <random>
#include <sys/resource.h>

namespace
{

using namespace banshi;
using namespace banshi::queue;

constexpr int kBadConfiguration = 2;

std::unique_ptr<base::Clock> openClock(const gateway::GatewayConfig& config)
{
    if (config.clockFile.empty())
        return std::make_unique<base::SystemClock>();
    auto clock = base::FileClock::open(config.clockFile.string());
    return clock ? std::move(*clock) : nullptr;
}

int waitForEnd()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    int caught = 0;
    sigwait(&signals, &caught);
    return 0;
}

// Blocked before any thread starts, so that only waitForEnd() takes them.
void blockSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

struct Keys
{
    store::PlatformKey seal;
    sync::SignatureKey sign;
    sync::SignatureKey receipts;
};

/// From 0 to 1; every thread may ask.
double fromDevice()
{
    std::random_device device;
    return std::uniform_real_distribution<double>(0, 1)(device);
}

int run(const gateway::GatewayConfig& config, const base::Clock& machineClock, Keys keys)
{
    std::error_code ignored; // a folder that cannot be made is told by the server's start
    std::filesystem::create_directories(config.socket.parent_path(), ignored);
    const contract::Contract contract;
    sync::TrustedClock clock(machineClock, sync::buildDay());
    const contract::SchemaGate gate(contract, clock);
    store::StoreOptions options;
    options.dataDir = config.dataDir;
    options.deviceId = config.deviceId;
    options.tpm = config.tpm;
    store::Store store(options, std::move(keys.seal), clock);
    gateway::WayUp up({config, store, clock, contract, gate, fromDevice}, keys.sign, keys.receipts);
    const auto certificateUntil = [&config] { return gateway::certificateUntil(config.platform.certificate); };
    const gateway::MetricsSources sources{[&store] { return store.health(); },
                                          [&up] { return up.upstream().line(); },
                                          certificateUntil,
                                          clock,
                                          [&up] { return up.lostByPlatform(); },
                                          [&up] { return up.renewalProblem(); },
                                          {},
                                          {},
                                          [&up] { return up.faults(); }};
    gateway::Metrics metrics(sources);
    gateway::UnixServer scraped(config.metricsSocket, gateway::metricsService(metrics));
    sync::CommandDesk desk(config.deviceId, keys.sign, gateway::commandMemory(store), clock);
    gateway::Gateway gateway(
        {contract, gate, store, up.upstream(), clock, [&up] { up.wake(); }, certificateUntil, &desk});
    gateway::UnixServer server(
        config.socket,
        metrics.counted({[&gateway](const gateway::HttpRequest& request) { return gateway.handle(request); },
                         [&gateway](std::string_view problem) { return gateway.refuse(problem); }}),
        base::Urgency::Resident);
    for (auto* one : {&server, &scraped})
        if (const auto started = one->start(); !started)
        {
            std::fprintf(stderr, "%s\n", started.error().c_str());
            return 1;
        }
    up.start();
    const sync::Heartbeat heartbeat(
        up.calls(), desk, [&sources] { return gateway::heartbeatOf(sources); }, clock);
    gateway::tellServiceManager("READY=1");
    const int code = waitForEnd();
    gateway::tellServiceManager("STOPPING=1");
    up.stop();
    server.stop();
    scraped.stop();
    return code;
}

int told(const std::vector<base::ConfigFault>& faults)
{
    for (const auto& fault : faults)
        std::fprintf(stderr, "%s\n", fault.text().c_str());
    return kBadConfiguration;
}

int serveDistrict(const std::string& file, const std::string& database, bool isCheck)
{
    const auto config = gateway::loadDistrictConfig(file);
    if (!config)
        return told(config.error());
    if (const auto fault = district::faultOfUrl(database); !fault.empty())
    {
        std::fprintf(stderr, "--store: %s\n", fault.c_str());
        return kBadConfiguration;
    }
    return isCheck ? 0 : gateway::runDistrict(*config, database, {fromDevice, waitForEnd});
}

} // namespace

int main(int argc, char** argv)
{
    base::installRedactingLog();
    blockSignals();
    CLI::App options("The gateway of a Banshi machine: the contract plus durability.");
    std::string file;
    std::string siteCode;
    std::string database;
    bool check = false;
    bool enrol = false;
    options.add_option("--config", file, "machine file, with --store the district's file (TOML)")->required();
    options.add_flag("--check", check, "read that file, report its faults and leave");
    options.add_option("--store", database, "serve many machines: postgresql://... of the district's database");
    auto* code = options.add_option("--site-code-file", siteCode, "file with the one-time code of the site");
    options.add_flag("--enrol", enrol, "get this machine its certificate with a site's code, and leave")->needs(code);
    CLI11_PARSE(options, argc, argv);
    if (!database.empty())
        return serveDistrict(file, database, check);
    const auto config = gateway::loadGatewayConfig(file);
    if (!config)
        return told(config.error());
    auto sealKey = store::PlatformKey::read(config->sealKey);
    auto signKey = sync::SignatureKey::read(config->platform.signatureKey);
    auto receiptKey = sync::SignatureKey::read(config->receiptKey);
    const auto clock = openClock(*config);
    if (!sealKey || !signKey || !receiptKey || !clock)
    {
        std::fprintf(stderr, "%s\n",
                     !sealKey      ? sealKey.error().detail.c_str()
                     : !signKey    ? signKey.error().c_str()
                     : !receiptKey ? receiptKey.error().c_str()
                                   : "the development clock's file cannot be opened");
        return kBadConfiguration;
    }
    if (enrol && !check)
        return gateway::enrolMachine(*config, std::move(*signKey), *clock, siteCode);
    return check ? 0 : run(*config, *clock, {std::move(*sealKey), std::move(*signKey), std::move(*receiptKey)});
}
