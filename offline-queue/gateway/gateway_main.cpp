// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-gateway: owns the machine's one durable file; accepts from the kiosk over a Unix socket, forwards over HTTPS.
#include "banshi/base/file_clock.h"
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/gateway/gateway.h"
#include "banshi/queue/gateway/gateway_config.h"
#include "banshi/queue/gateway/machine_state.h"
#include "banshi/queue/gateway/platform_upstream.h"
#include "banshi/queue/gateway/service_manager.h"
#include "banshi/queue/gateway/unix_server.h"
#include "banshi/queue/sync/heartbeat.h"
#include "banshi/queue/sync/sender.h"

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
};

gateway::Service metricsService(const gateway::Metrics& metrics)
{
    return {[&metrics](const gateway::HttpRequest& request) { return metrics.answer(request); },
            [](std::string_view) {
                constexpr int kBadRequest = 400;
                return gateway::HttpReply{kBadRequest, "text/plain", {}};
            }};
}

int run(const gateway::GatewayConfig& config, const base::Clock& clock, Keys keys)
{
    std::error_code ignored; // a folder that cannot be made is told by the server's start
    std::filesystem::create_directories(config.socket.parent_path(), ignored);
    const contract::Contract contract;
    const contract::SchemaGate gate(contract, clock);
    store::StoreOptions options;
    options.dataDir = config.dataDir;
    options.deviceId = config.deviceId;
    store::Store store(options, std::move(keys.seal), clock);
    sync::HttpsClient client({config.url, config.ca, config.certificate, config.key}, config.deviceId, clock);
    sync::LineWatch line(client, clock);
    sync::QueueCalls calls(client, line, contract, gate, clock, keys.sign);
    std::mt19937_64 random(std::random_device{}()); // the sender's thread uses it
    sync::Sender sender(store, calls, clock,
                        [&random] { return std::uniform_real_distribution<double>(0, 1)(random); });
    const auto wake = [&sender] { sender.wake(); };
    gateway::PlatformUpstream upstream(client, line);
    const auto certificateUntil = [&config] { return gateway::certificateUntil(config.certificate); };
    const gateway::MetricsSources sources{[&store] { return store.health(); }, [&upstream] { return upstream.line(); },
                                          certificateUntil, clock};
    gateway::Metrics metrics(sources);
    gateway::UnixServer scraped(config.metricsSocket, metricsService(metrics));
    sync::CommandDesk desk(config.deviceId, keys.sign, gateway::commandMemory(store), clock);
    gateway::Gateway gateway({contract, gate, store, upstream, clock, wake, certificateUntil, &desk});
    gateway::UnixServer server(
        config.socket,
        metrics.counted({[&gateway](const gateway::HttpRequest& request) { return gateway.handle(request); },
                         [&gateway](std::string_view problem) { return gateway.refuse(problem); }}));
    for (auto* one : {&server, &scraped})
        if (const auto started = one->start(); !started)
        {
            std::fprintf(stderr, "%s\n", started.error().c_str());
            client.stop();
            return 1;
        }
    line.start(wake);
    sync::ContractCalls machineCalls(client, line, contract, gate);
    const sync::Heartbeat heartbeat(
        machineCalls, desk, [&sources] { return gateway::heartbeatOf(sources); }, clock);
    gateway::tellServiceManager("READY=1");
    const int code = waitForEnd();
    gateway::tellServiceManager("STOPPING=1");
    client.stop();
    server.stop();
    scraped.stop();
    line.stop();
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    base::installRedactingLog();
    blockSignals();
    CLI::App options("The gateway of a Banshi machine: the contract plus durability.");
    std::string file;
    bool check = false;
    options.add_option("--config", file, "machine file (TOML)")->required();
    options.add_flag("--check", check, "read the machine file, report its faults and leave");
    CLI11_PARSE(options, argc, argv);
    const auto config = gateway::loadGatewayConfig(file);
    if (!config)
    {
        for (const auto& fault : config.error())
            std::fprintf(stderr, "%s\n", fault.text().c_str());
        return kBadConfiguration;
    }
    auto sealKey = store::PlatformKey::read(config->sealKey);
    auto signKey = sync::SignatureKey::read(config->signatureKey);
    const auto clock = openClock(*config);
    if (!sealKey || !signKey || !clock)
    {
        std::fprintf(stderr, "%s\n",
                     !sealKey   ? sealKey.error().detail.c_str()
                     : !signKey ? signKey.error().c_str()
                                : "the development clock's file cannot be opened");
        return kBadConfiguration;
    }
    return check ? 0 : run(*config, *clock, {std::move(*sealKey), std::move(*signKey)});
}
