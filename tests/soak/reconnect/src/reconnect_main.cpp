// SPDX-License-Identifier: GPL-3.0-or-later
// banshi reconnect soak: see README.md of this folder.
#include "banshi/base/system_clock.h"
#include "banshi/testing/fleet/running_city.h"
#include "banshi/testing/fleet/weighing.h"
#include "banshi/testing/queue/test_tls.h"
#include "private_postgres.h"
#include "running_district.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <cstdio>

namespace
{

using namespace banshi;
using namespace banshi::testing;

constexpr int kSkipped = 77; // of ctest
constexpr int kUnusable = 2;

struct Order
{
    fleet::FleetOptions machines;
    int instances = 1;
    int minutes = 30;
};

/// True when it became so in time.
bool await(const std::function<bool()>& isSo, int minutes)
{
    constexpr std::chrono::milliseconds kGlance(50);
    const base::SystemClock clock;
    const auto until = clock.now() + std::chrono::minutes(minutes);
    while (!isSo())
        if (clock.now() > until || !clock.waitFor(kGlance, {}))
            return false;
    return true;
}

bool isDrained(const std::string& database)
{
    return PrivatePostgres::ask(database, "SELECT count(*) FROM district.item WHERE state = 0") ==
           std::vector<std::string>{"0"};
}

nlohmann::ordered_json lineOf(const Order& order, const fleet::FleetReport& report, const fleet::Weighing& weighing)
{
    constexpr double kMost = 0.99;
    constexpr double kHalf = 0.5;
    return {{"seed", order.machines.seed},
            {"kiosks", order.machines.kiosks},
            {"instances", order.instances},
            {"acknowledged", report.items},
            {"seconds", report.seconds},
            {"p50_ms", report.percentile(kHalf)},
            {"p99_ms", report.percentile(kMost)},
            {"longest_ms", report.percentile(1)},
            {"handshakes", report.handshakes},
            {"tries", report.tries},
            {"lost", weighing.lost},
            {"doubled", weighing.doubled},
            {"invented", weighing.invented},
            {"disordered", weighing.disordered},
            {"wrong_receipts", report.wrong},
            {"troubles", report.troubles}};
}

/// Returns the exit code.
int run(Order& order)
{
    PrivatePostgres server;
    fleet::RunningCity city(order.machines.tls);
    if (!server.isRunning() || !city.start())
        return kUnusable;
    const auto database = server.freshDatabase();
    std::vector<std::unique_ptr<RunningDistrict>> instances;
    for (int i = 0; i < order.instances; ++i)
    {
        instances.push_back(
            std::make_unique<RunningDistrict>(order.machines.tls, city.url(), database, "connections = 8\n"));
        if (!instances.back()->start())
        {
            std::fprintf(stderr, "an instance does not start: %s\n", instances.back()->errors().c_str());
            return kUnusable;
        }
    }
    order.machines.port = [&instances](int connection) {
        return instances[static_cast<std::size_t>(connection) % instances.size()]->port();
    };
    fleet::Fleet machines(order.machines);
    const base::SystemClock clock;
    const auto began = clock.now();
    machines.start();
    const bool isEnded = await([&] { return machines.isDone(); }, order.minutes) &&
                         await([&] { return isDrained(database); }, order.minutes);
    const double drained = std::chrono::duration<double>(clock.now() - began).count();
    const auto load = PrivatePostgres::ask(database, "SELECT xact_commit, tup_inserted, tup_updated FROM "
                                                     "pg_stat_database WHERE datname = current_database()");
    const double processor = server.processorSeconds();
    const auto dump = city.end();
    if (!isEnded || !dump.is_object())
    {
        std::fprintf(stderr, "it did not come to its end; acknowledged: %lld\n",
                     static_cast<long long>(machines.acknowledged()));
        return 1;
    }
    const auto report = machines.report();
    const auto weighing = fleet::weigh(dump, machines.all());
    auto line = lineOf(order, report, weighing);
    line["drained_seconds"] = drained;
    line["database_commits_inserts_updates"] = load.empty() ? "" : load.front();
    line["database_processor_seconds"] = processor;
    std::printf("%s\n", line.dump().c_str());
    return weighing.isClean() && report.wrong == 0 && report.items > 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    CLI::App options("Lets a fleet of machines come back to a district's gateway at once.");
    Order order;
    int spread = 30'000; // as sync::LineWatch has it after a long outage
    order.machines.kiosks = 10'000;
    order.machines.batches = 1;
    order.machines.items = 10;
    options.add_option("--kiosks", order.machines.kiosks, "machines")->check(CLI::Range(1, 100'000));
    options.add_option("--seed", order.machines.seed, "of everything chosen at random");
    options.add_option("--batches", order.machines.batches, "of each machine")->check(CLI::Range(1, 100'000));
    options.add_option("--items", order.machines.items, "of a batch")->check(CLI::Range(1, 100));
    options.add_option("--spread-ms", spread, "within which machines find the line back")
        ->check(CLI::Range(0, 3'600'000));
    options.add_option("--instances", order.instances, "of the gateway")->check(CLI::Range(1, 8));
    options.add_option("--minutes", order.minutes, "the longest that it may take")->check(CLI::Range(1, 10'000));
    CLI11_PARSE(options, argc, argv);
    order.machines.spread = std::chrono::milliseconds(spread);
    order.machines.longestPause = std::chrono::seconds(15); // a real one's grow to five minutes
    if (!PrivatePostgres::isInstalled())
    {
        std::fprintf(stderr, "the package postgresql-15 is missing\n");
        return kSkipped;
    }
    const QTemporaryDir temporary;
    order.machines.tls = std::filesystem::path(temporary.path().toStdString()) / "tls";
    if (!testing::queue::makeTestTls(order.machines.tls))
        return kUnusable;
    return run(order);
}
