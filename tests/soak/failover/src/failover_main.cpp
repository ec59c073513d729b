// SPDX-License-Identifier: GPL-3.0-or-later
// banshi failover soak: see README.md of this folder.
#include "banshi/base/system_clock.h"
#include "banshi/testing/fleet/running_city.h"
#include "banshi/testing/fleet/weighing.h"
#include "banshi/testing/queue/test_tls.h"
#include "running_district.h"
#include "unix_http.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>

namespace
{

using namespace banshi;
using namespace banshi::testing;

constexpr int kUnusable = 2;
constexpr std::chrono::milliseconds kGlance(20);
constexpr std::chrono::minutes kPatience(3);

/// packaging/district/patroni.sh in a folder of its own. Threads: one.
class Cluster
{
public:
    Cluster()
    {
        m_process.setProgram(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/packaging/district/patroni.sh"));
        m_process.setArguments({m_temporary.path()});
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start();
    }
    ~Cluster()
    {
        m_process.terminate();
        m_process.waitForFinished(static_cast<int>(std::chrono::milliseconds(kPatience).count()));
    }
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    /// Empty while it does not serve.
    [[nodiscard]] std::string database() const { return wordIn("database"); }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// The first primary and its Patroni, at once.
    [[nodiscard]] bool killPrimary() const
    {
        const std::string node = wordIn("primary");
        const std::array<int, 2> both{idIn(node + "/pid"), idIn(node + "/db/postmaster.pid")};
        return std::all_of(both.begin(), both.end(), [](int id) { return id > 1 && ::kill(id, SIGKILL) == 0; });
    }

private:
    [[nodiscard]] std::string wordIn(const std::string& file) const
    {
        std::string word;
        std::ifstream(m_temporary.path().toStdString() + "/" + file) >> word;
        return word;
    }
    [[nodiscard]] int idIn(const std::string& file) const
    {
        const auto word = wordIn(file);
        return word.empty() ? 0 : std::atoi(word.c_str());
    }

    QTemporaryDir m_temporary;
    QProcess m_process;
};

/// Watches a fleet and remembers the longest time without a receipt. Threads: one.
class Watch
{
public:
    explicit Watch(const fleet::Fleet& machines) : m_machines(machines), m_changed(m_clock.now()) {}

    /// True when it became so in time.
    bool await(const std::function<bool()>& isSo)
    {
        const auto until = m_clock.now() + kPatience;
        while (!isSo())
        {
            look();
            if (m_clock.now() > until || !m_clock.waitFor(kGlance, {}))
                return false;
        }
        return true;
    }
    [[nodiscard]] double longest() const { return std::chrono::duration<double>(m_longest).count(); }

private:
    void look()
    {
        const auto now = m_clock.now();
        if (const auto count = m_machines.acknowledged(); count != m_seen || m_machines.isDone())
        {
            m_seen = count;
            m_changed = now;
        }
        m_longest = std::max(m_longest, now - m_changed);
    }

    const fleet::Fleet& m_machines;
    const base::SystemClock m_clock;
    std::int64_t m_seen = 0;
    base::MonoTime m_changed;
    base::Nanoseconds m_longest{0};
};

bool isDrained(const RunningDistrict& instance)
{
    return unixCall(instance.metricsSocket(), "GET", "/metrics")
               .body.find("banshi_queue_items{state=\"pending\"} 0\n") != std::string::npos;
}

/// Returns the exit code.
int run(fleet::FleetOptions options)
{
    Cluster cluster;
    fleet::RunningCity city(options.tls);
    const base::SystemClock clock;
    while (cluster.isRunning() && cluster.database().empty())
        clock.waitFor(kGlance, {});
    if (cluster.database().empty() || !city.start())
        return kUnusable;
    std::array<std::unique_ptr<RunningDistrict>, 2> instances;
    for (auto& instance : instances)
    {
        instance = std::make_unique<RunningDistrict>(options.tls, city.url(), cluster.database(),
                                                     "connections = 8\nlease_s = 5\n");
        if (!instance->start())
        {
            std::fprintf(stderr, "an instance does not start: %s\n", instance->errors().c_str());
            return kUnusable;
        }
    }
    options.port = [&instances](int connection) {
        return instances[static_cast<std::size_t>(connection) % instances.size()]->port();
    };
    const std::int64_t all = std::int64_t{options.kiosks} * options.batches * options.items;
    fleet::Fleet machines(options);
    machines.start();
    Watch watch(machines);
    const bool isKilled = watch.await([&] { return machines.acknowledged() >= all / 3; }) && cluster.killPrimary();
    const bool isEnded = isKilled && watch.await([&] { return machines.isDone(); }) &&
                         watch.await([&] { return isDrained(*instances[0]); });
    const auto report = machines.report();
    const auto dump = city.end();
    if (!isEnded || !dump.is_object())
    {
        std::fprintf(stderr, "it did not come to its end; killed: %d, acknowledged: %lld, arrived: %zu\n",
                     isKilled ? 1 : 0, static_cast<long long>(report.items),
                     dump.is_object() ? dump.at("reports").size() : 0);
        return 1;
    }
    const auto weighing = fleet::weigh(dump, machines.all());
    const nlohmann::ordered_json line{{"seed", options.seed},           {"acknowledged", report.items},
                                      {"seconds", report.seconds},      {"pause_seconds", watch.longest()},
                                      {"lost", weighing.lost},          {"doubled", weighing.doubled},
                                      {"invented", weighing.invented},  {"disordered", weighing.disordered},
                                      {"wrong_receipts", report.wrong}, {"troubles", report.troubles}};
    std::printf("%s\n", line.dump().c_str());
    std::fflush(stdout);
    return weighing.isClean() && report.wrong == 0 && report.items == all ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    CLI::App options("Kills the primary of a district's database under load, and weighs what arrived.");
    fleet::FleetOptions machines;
    int runs = 1;
    machines.kiosks = 40;
    machines.batches = 60;
    machines.hangUps = 3;
    options.add_option("--runs", runs, "runs, each with a cluster of its own")->check(CLI::Range(1, 1000));
    options.add_option("--seed", machines.seed, "of the first run");
    options.add_option("--kiosks", machines.kiosks, "machines")->check(CLI::Range(1, 10'000));
    options.add_option("--batches", machines.batches, "of each machine")->check(CLI::Range(1, 100'000));
    options.add_option("--items", machines.items, "of a batch")->check(CLI::Range(1, 100));
    CLI11_PARSE(options, argc, argv);
    const QTemporaryDir temporary;
    machines.tls = std::filesystem::path(temporary.path().toStdString()) / "tls";
    if (!testing::queue::makeTestTls(machines.tls))
        return kUnusable;
    int code = 0;
    for (int i = 0; i < runs && code == 0; ++i, ++machines.seed)
        code = run(machines);
    return code;
}
