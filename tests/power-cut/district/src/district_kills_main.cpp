// SPDX-License-Identifier: GPL-3.0-or-later
// banshi district campaign: see README.md of this folder.
#include "campaign.h"

#include "banshi/testing/queue/test_tls.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <cstdio>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::testing;
    constexpr int kSkipped = 77; // of ctest
    constexpr int kUnusable = 2;
    QCoreApplication application(argc, argv);
    CLI::App options("Kills one of two instances of a district's gateway under load, and weighs what arrived.");
    int runs = 10;
    std::uint64_t seed = 1;
    kills::Size size;
    options.add_option("--runs", runs, "runs, each with a database of its own")->check(CLI::Range(1, 1'000'000));
    options.add_option("--seed", seed, "of the first run");
    options.add_option("--kiosks", size.kiosks, "machines")->check(CLI::Range(1, 10'000));
    options.add_option("--batches", size.batches, "of each machine")->check(CLI::Range(1, 100'000));
    options.add_option("--items", size.items, "of a batch")->check(CLI::Range(1, 100));
    options.add_option("--kills", size.kills, "of a run")->check(CLI::Range(0, 1000));
    CLI11_PARSE(options, argc, argv);
    if (!PrivatePostgres::isInstalled())
    {
        std::fprintf(stderr, "the package postgresql-15 is missing\n");
        return kSkipped;
    }
    const QTemporaryDir temporary;
    const auto tls = std::filesystem::path(temporary.path().toStdString()) / "tls";
    PrivatePostgres server;
    if (!queue::makeTestTls(tls) || !server.isRunning())
    {
        std::fprintf(stderr, "no test certificates, or no server\n");
        return kUnusable;
    }
    kills::Campaign campaign(tls, server, size);
    bool isStarted = true;
    for (int i = 0; i < runs && isStarted; ++i)
    {
        const bool wasClean = campaign.tally().isClean();
        isStarted = campaign.run(seed + static_cast<std::uint64_t>(i));
        if (wasClean && !campaign.tally().isClean())
            std::fprintf(stderr, "first broken by --runs 1 --seed %llu\n",
                         static_cast<unsigned long long>(seed + static_cast<std::uint64_t>(i)));
    }
    const auto& tally = campaign.tally();
    const nlohmann::ordered_json line{{"seed", seed},
                                      {"runs", tally.runs},
                                      {"kills", tally.kills},
                                      {"server_deaths", tally.serverDeaths},
                                      {"refused_commits", tally.refusedCommits},
                                      {"acknowledged", tally.items},
                                      {"tries", tally.tries},
                                      {"lost", tally.weighing.lost},
                                      {"doubled", tally.weighing.doubled},
                                      {"invented", tally.weighing.invented},
                                      {"disordered", tally.weighing.disordered},
                                      {"wrong_receipts", tally.wrong},
                                      {"stuck", tally.stuck},
                                      {"troubles", tally.troubles}};
    std::printf("%s\n", line.dump().c_str());
    return isStarted && tally.isClean() && tally.items > 0 && tally.refusedCommits > 0 ? 0 : 1;
}
