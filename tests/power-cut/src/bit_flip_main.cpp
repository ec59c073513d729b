// SPDX-License-Identifier: GPL-3.0-or-later
// banshi bit-flip sweep: see README.md of this folder.
#include "flip_campaign.h"
#include "working_folder.h"

#include <CLI/CLI.hpp>
#include <cstdio>

int main(int argc, char** argv)
{
    std::uint64_t runs = 1000;
    std::uint64_t seed = 1;
    CLI::App options("Turns single bits round in the files of a small machine.");
    options.add_option("--runs", runs, "bytes, evenly spread; 0 for every byte of every file");
    options.add_option("--seed", seed, "of the bit in each byte");
    CLI11_PARSE(options, argc, argv);
    const banshi::testing::powercut::WorkingFolder folder("bit-flip");
    banshi::testing::powercut::FlipCampaign campaign(folder.path() / "data");
    const std::uint64_t bytes = campaign.bytes();
    const std::uint64_t wanted = runs == 0 ? bytes : std::min(bytes, runs);
    std::mt19937_64 random(seed);
    const std::uint64_t first = random() % bytes; // other seeds meet other bytes
    for (std::uint64_t run = 0; run < wanted; ++run)
        campaign.flip((first + run * bytes / wanted) % bytes, static_cast<int>(random() % 8));
    const auto& tally = campaign.tally();
    std::printf("{\"campaign\":\"bit-flip\",\"seed\":%llu,\"bytes\":%llu,"
                "\"flips\":%lld,\"harmless\":%lld,"
                "\"repaired\":%lld,\"detected\":%lld,\"items_lost\":%lld,"
                "\"silent\":%lld,\"fatal\":%lld}\n",
                static_cast<unsigned long long>(seed), static_cast<unsigned long long>(bytes),
                static_cast<long long>(tally.flips), static_cast<long long>(tally.harmless),
                static_cast<long long>(tally.repaired), static_cast<long long>(tally.detected),
                static_cast<long long>(tally.lost), static_cast<long long>(tally.silent),
                static_cast<long long>(tally.fatal));
    const bool hasSeenSomething = tally.repaired > 0 && tally.detected > 0;
    return tally.silent == 0 && tally.fatal == 0 && hasSeenSomething ? 0 : 1;
}
