// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-gateway: owns the machine's one durable file; accepts from the kiosk over a Unix socket, forwards over HTTPS.
#include "banshi/base/file_clock.h"
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/gateway/gateway.h"
#include "banshi/queue/gateway/gateway_config.h"
#include "banshi/queue/gateway/platform_upstream.h"
#include "banshi/queue/gateway/service_manager.h"
#include "banshi/queue/gateway/unix_server.h"
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

int run(const gateway::GatewayConfig& config, const base::Clock& clock, store::PlatformKey sealKey)
{
    std::error_code ignored; // a folder that cannot be made is told by the server's start
    std::filesystem::create_directories(config.socket.parent_path(), ignored);
    const contract::Contract contract;
    const contract::SchemaGate gate(contract, clock);
    store::StoreOptions options;
    options.dataDir = config.dataDir;
    options.deviceId = config.deviceId;
    store::Store store(options, std::move(sealKey), clock);
    sync::HttpsClient client({config.url, config.ca, config.certificate, config.key}, config.deviceId);
    sync::LineWatch line(client, clock);
    sync::QueueCalls calls(client, line, contract, gate, clock);
    std::mt19937_64 random(std::random_device{}()); // the sender's thread uses it
    sync::Sender sender(store, calls, clock,
                        [&random] { return std::uniform_real_distribution<double>(0, 1)(random); });
    const auto wake = [&sender] { sender.wake(); };
    gateway::PlatformUpstream upstream(client, line);
    gateway::Gateway gateway({contract, gate, store, upstream, clock, wake,
                              [&config] { return gateway::certificateUntil(config.certificate); }});
    gateway::UnixServer server(config.socket,
                               {[&gateway](const gateway::HttpRequest& request) { return gateway.handle(request); },
                                [&gateway](std::string_view problem) { return gateway.refuse(problem); }});
    if (const auto started = server.start(); !started)
    {
        std::fprintf(stderr, "%s\n", started.error().c_str());
        client.stop();
        return 1;
    }
    line.start(wake);
    gateway::tellServiceManager("READY=1");
    const int code = waitForEnd();
    gateway::tellServiceManager("STOPPING=1");
    client.stop();
    server.stop();
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
    const auto clock = openClock(*config);
    if (!sealKey || !clock)
    {
        std::fprintf(stderr, "%s\n",
                     sealKey ? "the development clock's file cannot be opened" : sealKey.error().detail.c_str());
        return kBadConfiguration;
    }
    return check ? 0 : run(*config, *clock, std::move(*sealKey));
}
