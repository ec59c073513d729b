// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/district_role.h"

#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/district/database.h"
#include "banshi/queue/district/forwarder.h"
#include "banshi/queue/gateway/district_gateway.h"
#include "banshi/queue/gateway/metrics.h"
#include "banshi/queue/gateway/platform_upstream.h"
#include "banshi/queue/gateway/service_manager.h"
#include "banshi/queue/gateway/unix_server.h"
#include "platform_table.h"

#include <cstdio>
#include <fstream>
#include <sys/resource.h>

namespace banshi::queue::gateway
{

namespace
{

district::DatabaseOptions databaseOptions(const DistrictConfig& config, const std::string& url,
                                          const base::Clock& clock)
{
    district::DatabaseOptions options;
    options.url = url;
    options.connections = config.listener.storing + config.lanes + 1; // nobody waits for another
    options.lease = config.lease;
    options.instance = config.name + " " + base::newUuid(clock);
    return options;
}

int failed(const std::string& what)
{
    std::fprintf(stderr, "%s\n", what.c_str());
    return 1;
}

/// So that a reader sees the whole of it or none.
bool writePort(const std::filesystem::path& file, std::uint16_t port)
{
    const auto fresh = file.string() + ".new";
    std::ofstream stream(fresh, std::ios::trunc);
    stream << port << "\n";
    stream.close();
    std::error_code error;
    if (stream)
        std::filesystem::rename(fresh, file, error);
    return stream && !error;
}

/// The calls to the platform.
struct Upward
{
    Upward(const DistrictConfig& config, const base::Clock& clock, const contract::Contract& contract,
           const contract::SchemaGate& gate, const sync::SignatureKey& signature)
        : client(identityOf(config.platform), config.name, clock,
                 static_cast<std::size_t>(config.lanes + config.listener.asking)),
          line(client, clock), calls(client, line, contract, gate, clock, signature), upstream(client, line)
    {
    }
    sync::HttpsClient client;
    sync::LineWatch line;
    sync::QueueCalls calls;
    PlatformUpstream upstream;
};

/// Each machine is an open file.
void raiseOpenFiles(std::size_t wanted)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < wanted)
        std::fprintf(stderr, "note: %llu files may be open, most_machines is %zu: raise LimitNOFILE\n",
                     static_cast<unsigned long long>(limit.rlim_cur), wanted);
}

} // namespace

int runDistrict(const DistrictConfig& config, const std::string& databaseUrl, const ProgramParts& parts)
{
    const auto receipts = sync::SigningKey::read(config.receiptKey);
    const auto signature = sync::SignatureKey::read(config.platform.signatureKey);
    if (!receipts || !signature)
        return failed(receipts ? signature.error() : receipts.error());
    raiseOpenFiles(config.listener.mostMachines);
    std::error_code ignored; // a folder that cannot be made is told by the server's start
    std::filesystem::create_directories(config.portFile.parent_path(), ignored);
    const base::SystemClock clock;
    const contract::Contract contract;
    const contract::SchemaGate gate(contract, clock);
    district::Database database(databaseOptions(config, databaseUrl, clock));
    if (const auto prepared = database.prepare(); !prepared)
        return failed(std::string(district::code(prepared.error().code)) + ": " + prepared.error().detail);
    Upward up(config, clock, contract, gate, *signature);
    district::Forwarder forwarder({database.outgoing(), up.calls, clock, parts.random, config.lanes});
    DistrictGateway gateway(
        {{contract, gate}, database.intake(), up.upstream, *receipts, clock, [&forwarder] { forwarder.wake(); }});
    std::unique_ptr<TlsServer> server;
    Metrics metrics({{},
                     [&up] { return up.upstream.line(); },
                     [&server] { return server->certificateUntil(); },
                     clock,
                     {},
                     {},
                     [&database]() -> std::optional<district::DistrictCounts> {
                         const auto counts = database.intake().counts();
                         return counts ? std::optional(*counts) : std::nullopt;
                     },
                     [&server] { return server->machines(); },
                     [&forwarder, &up] { return forwarder.faults() + up.line.faults(); }});
    server = std::make_unique<TlsServer>(
        config.listener,
        TlsService{metrics.counted({[&gateway](const HttpRequest& asked) { return gateway.handle(asked); },
                                    [&gateway](std::string_view code) { return gateway.refuse(code); }}),
                   &DistrictGateway::asksFurther});
    UnixServer scraped(config.metricsSocket, metricsService(metrics));
    for (const auto& started : {server->start(), scraped.start()})
        if (!started)
            return failed(started.error());
    if (!writePort(config.portFile, server->port()))
        return failed("cannot write " + config.portFile.string());
    up.line.start([&forwarder] { forwarder.lineIsBack(); });
    tellServiceManager("READY=1");
    const int code = parts.waitForEnd();
    tellServiceManager("STOPPING=1");
    up.client.stop();
    server->stop();
    up.line.stop();
    return code;
}

} // namespace banshi::queue::gateway
