// SPDX-License-Identifier: GPL-3.0-or-later
// queue.drain: reports of some 300 bytes from the store over mutual TLS to the stand-in of the city, until each has its
// signed receipt on disk; both ends in this process. Against: the same number of sealed reports to the same city from a
// loop that keeps nothing and checks nothing.
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/city/https_server.h"
#include "banshi/queue/sync/sender.h"
#include "banshi/testing/queue/test_tls.h"
#include "bench.h"
#include "stopwatch.h"

#include <QByteArray>
#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

namespace banshi::bench
{

namespace
{

using nlohmann::json;

constexpr int kItems = 5000; // of one sample
constexpr int kBatch = 100;  // the contract's most
constexpr const char* kDevice = "TEST-01";

std::string reportText(int number)
{
    return json{{"item", "grid.report"},
                {"def_version", 1},
                {"form", {{"category", "other"}, {"text", "lamp " + std::to_string(number)}}},
                {"photos", json::array()},
                {"grid_code", "440399001002003"},
                {"made_at", "2026-01-01T00:00:00.000Z"},
                {"ttl_h", 72}}
        .dump();
}

/// The city behind TLS on loopback. Threads: its own two.
struct City
{
    explicit City(const std::filesystem::path& tls)
        : platform(clock, std::move(city::CityKeys::load(tls.string()).value()), false)
    {
        auto started = city::HttpsServer::start(loop, platform, clock, tls.string(), 0);
        if (!started)
            throw Broken("the city does not serve: " + started.error().detail);
        server = std::move(*started);
    }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(server->port()); }

    base::SystemClock clock;
    city::Platform platform;
    city::EventLoop loop;
    std::unique_ptr<city::HttpsServer> server;
};

void fill(queue::store::Store& store, const base::Clock& clock)
{
    constexpr int kThreads = 16; // they share commits
    std::atomic<int> next = 0;
    std::atomic<bool> isBroken = false;
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([&] {
            for (int number = next++; number < kItems; number = next++)
            {
                const std::string body = reportText(number);
                queue::store::NewItem item;
                item.key = base::newUuid(clock);
                item.operation = "reports";
                item.body = body;
                if (!store.outbox().enqueue(item))
                    isBroken = true;
            }
        });
    threads.clear();
    if (isBroken)
        throw Broken("the store does not accept");
}

void drain(queue::store::Store& store, queue::sync::Sender& sender, const base::Clock& clock)
{
    constexpr std::chrono::milliseconds kGlance(2);
    constexpr std::chrono::minutes kPatience(5);
    const auto end = clock.now() + kPatience;
    sender.wake();
    while (store.outbox().counts().value().pending > 0)
        if (!clock.waitFor(kGlance, {}) || clock.now() > end)
            throw Broken("the queue does not drain");
}

std::vector<std::string> bareBatches(const queue::store::PlatformKey& key, const base::Clock& clock)
{
    std::vector<std::string> bodies;
    int number = 0;
    const std::string epoch = base::newUuid(clock).substr(24) + "0000";
    while (number < kItems)
    {
        json items = json::array();
        for (int i = 0; i < kBatch; ++i)
        {
            const std::string plain = reportText(++number);
            const std::string itemKey = base::newUuid(clock);
            const auto sealed =
                key.sealBody({reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size()}, "reports", itemKey)
                    .value();
            const auto text = QByteArray::fromRawData(reinterpret_cast<const char*>(sealed.bytes.data()),
                                                      static_cast<qsizetype>(sealed.bytes.size()))
                                  .toBase64();
            items.push_back({{"seq", number},
                             {"key", itemKey},
                             {"operation", "reports"},
                             {"suite", sealed.suite},
                             {"key_id", key.id()},
                             {"sealed", text.toStdString()},
                             {"body_hmac", std::string(64, '0')},
                             {"made_at", "2026-01-01T00:00:00.000Z"},
                             {"late", false}});
        }
        bodies.push_back(json{{"device", kDevice}, {"epoch", epoch}, {"items", items}}.dump());
    }
    return bodies;
}

void post(queue::sync::HttpsClient& client, const std::vector<std::string>& bodies, const base::Clock& clock)
{
    for (const auto& body : bodies)
    {
        queue::sync::HttpsRequest request;
        request.method = "POST";
        request.target = "/v1/queue/batch";
        request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", base::newUuid(clock)}};
        request.body = {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()};
        const auto answer = client.call(request);
        if (!answer || answer->status != 200)
            throw Broken("the city does not take a batch");
    }
}

} // namespace

Row drainBench(const Order& order)
{
    Row row{"queue",
            "queue.drain",
            "items/s",
            {},
            "the same sealed reports to the same city from a loop that keeps and checks nothing",
            "tests/bench/run.sh queue.drain --only-against",
            {}};
    const auto tls = order.folder / "tls";
    if (!testing::queue::makeTestTls(tls))
        throw Broken("no test certificates");
    City city(tls);
    const base::SystemClock clock;
    const auto sealKey = queue::store::PlatformKey::read(tls / "city-seal.pub").value();
    const queue::contract::Contract contract;
    const queue::contract::SchemaGate gate(contract, clock);
    queue::sync::HttpsClient client({city.url(), tls / "ca.pem", tls / "kiosk.pem", tls / "kiosk.key"}, kDevice, clock);
    queue::sync::LineWatch line(client, clock);
    queue::sync::QueueCalls calls(client, line, contract, gate, clock,
                                  queue::sync::SignatureKey::read(tls / "city-sign.pub").value());
    const auto rateOf = [](double seconds) { return kItems / seconds; };
    for (int run = 0; run < order.runs; ++run)
    {
        if (!order.onlyAgainst)
        {
            queue::store::StoreOptions options;
            options.dataDir = order.folder / ("store-" + std::to_string(run));
            options.deviceId = kDevice;
            options.diskReserve = 0;
            queue::store::Store store(options, sealKey, clock);
            fill(store, clock);
            std::unique_ptr<queue::sync::Sender> sender;
            row.samples.push_back(rateOf(timeOf<std::ratio<1>>([&] {
                sender = std::make_unique<queue::sync::Sender>(store, calls, clock, [] { return 0.5; });
                drain(store, *sender, clock);
            })));
        }
        const auto bodies = bareBatches(sealKey, clock);
        row.againstSamples.push_back(rateOf(timeOf<std::ratio<1>>([&] { post(client, bodies, clock); })));
    }
    return row;
}

} // namespace banshi::bench
