// SPDX-License-Identifier: GPL-3.0-or-later
// queue.accept.socket: a report of 1,024 bytes over the gateway's Unix socket until its answer is read. Against: the
// same report handed to a store through its own interface.
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/gateway/gateway.h"
#include "banshi/queue/gateway/unix_server.h"
#include "banshi/testing/queue/platform_keys.h"
#include "bench.h"
#include "stopwatch.h"

#include <cstring>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace banshi::bench
{

namespace
{

using nlohmann::json;

constexpr std::size_t kBody = 1024;

/// No line: durable requests do not need one. Threads: any.
class NoUpstream : public queue::gateway::Upstream
{
public:
    base::Result<queue::gateway::UpstreamAnswer, queue::gateway::UpstreamError>
    call(const queue::gateway::UpstreamCall&) override
    {
        return base::fail(queue::gateway::UpstreamCode::Unreachable, "none", base::Retry::Later);
    }
    [[nodiscard]] queue::gateway::LineState line() const override { return {}; }
};

/// One connection that stays. Threads: one.
class Caller
{
public:
    explicit Caller(const std::filesystem::path& path) : m_descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        if (::connect(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw Broken("the gateway's socket does not answer");
    }
    ~Caller() { ::close(m_descriptor); }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

    void post(const std::string& request) const
    {
        if (::send(m_descriptor, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
            throw Broken("the gateway does not read");
        std::string answer;
        char piece[4096];
        while (answer.find("\r\n\r\n") == std::string::npos || answer.back() != '}')
        {
            const ssize_t got = ::recv(m_descriptor, piece, sizeof piece, 0);
            if (got <= 0)
                throw Broken("the gateway does not answer");
            answer.append(piece, static_cast<std::size_t>(got));
        }
        if (!answer.starts_with("HTTP/1.1 202"))
            throw Broken("the gateway does not accept: " + answer);
    }

private:
    int m_descriptor;
};

std::string reportOf(std::mt19937_64& random)
{
    json report{{"item", "grid.report"},
                {"def_version", 1},
                {"form", {{"text", ""}}},
                {"photos", json::array()},
                {"grid_code", "440399"},
                {"made_at", "2026-01-01T00:00:00.000Z"},
                {"ttl_h", 72}};
    std::string text(kBody - report.dump().size(), ' ');
    for (char& letter : text)
        letter = static_cast<char>('a' + random() % 26);
    report["form"]["text"] = text;
    return report.dump();
}

} // namespace

Row socketBench(const Order& order)
{
    Row row{"queue",
            "queue.accept.socket",
            "us",
            {},
            "the same report through the store's own interface",
            "tests/bench/run.sh queue.accept.socket --only-against",
            {}};
    const base::SystemClock clock;
    const testing::queue::PlatformKeys keys;
    const queue::contract::Contract contract;
    const queue::contract::SchemaGate gate(contract, clock);
    const auto optionsOf = [&](const char* folder) {
        queue::store::StoreOptions options;
        options.dataDir = order.folder / folder;
        options.deviceId = "BENCH-01";
        options.diskReserve = 0;
        return options;
    };
    queue::store::Store behind(optionsOf("behind"), keys.publicKey(), clock);
    queue::store::Store direct(optionsOf("direct"), keys.publicKey(), clock);
    NoUpstream upstream;
    queue::gateway::Gateway gateway({contract, gate, behind, upstream, clock, [] {}});
    const auto socket = std::filesystem::temp_directory_path() / ("bench-" + base::newUuid(clock).substr(24) + ".sock");
    queue::gateway::UnixServer server(
        socket, {[&](const queue::gateway::HttpRequest& request) { return gateway.handle(request); },
                 [&](std::string_view code) { return gateway.refuse(code); }});
    if (const auto started = server.start(); !started)
        throw Broken(started.error());
    const Caller caller(socket);
    std::mt19937_64 random(order.seed);
    for (int run = 0; run < order.runs; ++run)
    {
        const std::string body = reportOf(random);
        const std::string request = "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    "Idempotency-Key: " +
                                    base::newUuid(clock) + "\r\nContent-Length: " + std::to_string(body.size()) +
                                    "\r\n\r\n" + body;
        if (!order.onlyAgainst)
            row.samples.push_back(timeOf<std::micro>([&] { caller.post(request); }));
        queue::store::NewItem item;
        item.key = base::newUuid(clock);
        item.operation = "reports";
        item.body = body;
        row.againstSamples.push_back(timeOf<std::micro>([&] {
            if (!direct.outbox().enqueue(item))
                throw Broken("the store does not accept");
        }));
    }
    return row;
}

} // namespace banshi::bench
