// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-queue-bench: the queue beside the disk's floor and PostgreSQL; see README.md of this folder.
#include "src/contest.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>

namespace
{

using namespace banshi::bench;

/// Whether a row with that metric is asked for.
using Wanted = std::function<bool(const std::string& metric)>;

struct Contest
{
    int producers;
    Candidate* against;
    Row row;
};

Row rowOf(const std::string& metric, const char* unit, const std::string& against, const std::string& command)
{
    return {"queue", metric, unit, {}, against, command, {}};
}

void tellMachine(double floorRate)
{
    constexpr double kMicroseconds = 1e6;
    double load[1] = {0};
    getloadavg(load, 1);
    std::fprintf(stderr, "load %.2f, fdatasync of 4 KiB %.0f us\n", load[0], kMicroseconds / floorRate);
}

std::vector<Row> acceptBenches(const Order& order, const std::string& postgresql, std::chrono::milliseconds slice,
                               const Wanted& isWanted)
{
    const auto floor = makeFloor(order.folder);
    const auto ours = makeOurQueue(order.folder, order.seed);
    const auto peer = postgresql.empty() ? nullptr : makePeer(postgresql, order.seed); // and its table
    const char* command = "tests/bench/queue/run.sh";
    std::vector<Contest> contests;
    contests.push_back(
        {1, floor.get(), rowOf("queue.accept.c1.vs-floor", "1/s", "overwriting 4 KiB and fdatasync", command)});
    for (const int producers : {1, 8, 32})
        if (peer)
        {
            const std::string name = "queue.accept.c" + std::to_string(producers) + ".vs-postgresql";
            contests.push_back(
                {producers, peer.get(),
                 rowOf(name, "1/s", "PostgreSQL 15, one INSERT a transaction, as many connections", command)});
        }
    std::erase_if(contests, [&](const Contest& contest) { return !isWanted(contest.row.metric); });
    for (int run = 0; run < order.runs; ++run)
        for (auto& contest : contests)
        {
            contest.row.samples.push_back(ours->rate(contest.producers, slice));
            contest.row.againstSamples.push_back(contest.against->rate(contest.producers, slice));
            if (contest.against == floor.get())
                tellMachine(contest.row.againstSamples.back());
        }
    std::vector<Row> rows;
    for (auto& contest : contests)
        rows.push_back(std::move(contest.row));
    return rows;
}

/// After acceptBenches(), which makes the peer's table.
std::vector<Row> districtBenches(const Order& order, const std::string& postgresql, std::chrono::milliseconds slice,
                                 const Wanted& isWanted)
{
    constexpr int kMachines = 64;
    const char* against = "PostgreSQL 15, INSERTs of 100 rows, 8 connections";
    const char* command = "tests/bench/queue/run.sh";
    Row whole = rowOf("queue.district.vs-postgresql", "1/s", against, command);
    Row alone = rowOf("queue.district-store.vs-postgresql", "1/s", against, command);
    if (postgresql.empty() || (!isWanted(whole.metric) && !isWanted(alone.metric)))
        return {};
    const auto gateway = makeGatewayBatches(order.folder, postgresql, order.seed);
    const auto store = makeDistrictBatches(postgresql, order.seed);
    const auto peer = makeBatchPeer(postgresql, order.seed);
    for (int run = 0; run < order.runs; ++run)
    {
        whole.samples.push_back(gateway->rate(kMachines, slice));
        alone.samples.push_back(store->rate(kMachines, slice));
        whole.againstSamples.push_back(peer->rate(kMachines, slice));
        alone.againstSamples.push_back(whole.againstSamples.back());
    }
    return {whole, alone};
}

std::vector<Row> startBenches(const Order& order, std::int64_t items, const Wanted& isWanted)
{
    const char* command = "tests/bench/queue/run.sh --items 0";
    Row start = rowOf("queue.start", "ms", "banshi-gateway with an empty queue", command);
    Row memory = rowOf("queue.memory", "KiB", "banshi-gateway with an empty queue", command);
    if (!isWanted(start.metric) && !isWanted(memory.metric))
        return {};
    const auto gateway = order.programs / "banshi-gateway";
    const QueuedMachine full(order.folder / "full", gateway, items);
    const QueuedMachine empty(order.folder / "empty", gateway, 0);
    for (int run = 0; run < order.runs; ++run)
    {
        const GatewayStart ours = full.start();
        const GatewayStart other = empty.start();
        start.samples.push_back(ours.milliseconds);
        start.againstSamples.push_back(other.milliseconds);
        memory.samples.push_back(ours.pssKib);
        memory.againstSamples.push_back(other.pssKib);
    }
    return {start, memory};
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    CLI::App options("Measures the queue beside the disk's floor and PostgreSQL.");
    Order order;
    order.runs = 7;
    order.programs = QCoreApplication::applicationDirPath().toStdString();
    std::string postgresql;
    std::int64_t items = 1'000'000;
    int sliceMs = 700;
    std::string rows;
    options.add_option("--runs", order.runs, "slices of each")->check(CLI::Range(1, 1000));
    options.add_option("--seed", order.seed, "of everything chosen at random");
    options.add_option("--source", order.source, "the source tree")->required();
    options.add_option("--folder", order.folder, "where files are written: on the disk that is meant");
    options.add_option("--postgresql", postgresql, "postgresql:// of a server that nobody else uses");
    options.add_option("--items", items, "queued items of the gateway that is started")
        ->check(CLI::Range(0, 10'000'000));
    options.add_option("--slice-ms", sliceMs, "length of a slice")->check(CLI::Range(10, 60'000));
    options.add_option("--rows", rows, "only rows whose metric contains this, with those that share their slices");
    CLI11_PARSE(options, argc, argv);
    const Wanted isWanted = [&rows](const std::string& metric) { return metric.find(rows) != std::string::npos; };
    qputenv("BANSHI_BIN", QByteArray::fromStdString(order.programs.string()));
    qputenv("BANSHI_SOURCE", QByteArray::fromStdString(order.source.string())); // where the certificates' script is
    if (order.folder.empty())
        order.folder = order.programs.parent_path() / "bench";
    std::filesystem::create_directories(order.folder);
    const QTemporaryDir folder(QString::fromStdString((order.folder / "queue-XXXXXX").string()));
    order.folder = folder.path().toStdString();
    try
    {
        const std::chrono::milliseconds slice(sliceMs);
        const auto print = [](const std::vector<Row>& all) {
            for (const Row& row : all)
                std::printf("%s\n", toJson(row).c_str());
        };
        print(acceptBenches(order, postgresql, slice, isWanted));
        print(districtBenches(order, postgresql, slice, isWanted));
        print(startBenches(order, items, isWanted));
    }
    catch (const Broken& why)
    {
        std::fprintf(stderr, "%s\n", why.what());
        return 1;
    }
    return 0;
}
