// SPDX-License-Identifier: GPL-3.0-or-later
// banshi power-cut campaigns: see README.md of this folder.
#include "thread_campaign.h"
#include "walk_campaign.h"
#include "working_folder.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace
{

using namespace banshi::testing::powercut;

struct Order
{
    std::string campaign = "threads";
    std::uint64_t runs = 1000;
    std::uint64_t seed = 1;
    Disk disk = Disk::Honest;
};

Tally run(const Order& order, const std::filesystem::path& folder)
{
    constexpr std::uint64_t kSeedStep = 1'000'003;
    if (order.campaign == "threads")
    {
        ThreadCampaign campaign(folder, order.disk);
        for (std::uint64_t run = 0; run < order.runs; ++run)
            campaign.cut(order.seed * kSeedStep + run);
        return campaign.tally();
    }
    WalkCampaign campaign(folder, order.disk);
    if (order.campaign == "every-write")
        campaign.cutAfterEveryWrite(order.seed, order.runs);
    else if (order.campaign == "faults")
        campaign.failAtEveryWrite(order.seed, order.runs);
    else
        for (std::uint64_t run = 0; run < order.runs; ++run)
            campaign.wander(order.seed * kSeedStep + run);
    return campaign.tally();
}

} // namespace

int main(int argc, char** argv)
{
    const std::map<std::string, Disk> disks{{"full", Disk::Honest}, {"normal", Disk::NoSync}, {"off", Disk::Lying}};
    Order order;
    std::string mode = "full";
    CLI::App options("Cuts the power of the durable file, again and again.");
    options.add_option("--campaign", order.campaign, "what is done to the file")
        ->check(CLI::IsMember({"threads", "every-write", "faults", "model"}));
    options.add_option("--runs", order.runs, "cuts; every-write and faults: 0 for all of them");
    options.add_option("--seed", order.seed, "of everything chosen at random");
    options.add_option("--mode", mode, "full, or a negative control, which must lose")
        ->check(CLI::IsMember({"full", "normal", "off"}));
    CLI11_PARSE(options, argc, argv);
    order.disk = disks.at(mode);
    const WorkingFolder folder("power-cut");
    const Tally tally = run(order, folder.path() / "data");
    std::printf("{\"campaign\":\"%s\",\"mode\":\"%s\",\"seed\":%llu,\"runs\":%"
                "lld,\"acknowledged\":%lld,\"lost\":%lld,"
                "\"doubled\":%lld,\"quarantined\":%lld,\"unusable\":%lld}\n",
                order.campaign.c_str(), mode.c_str(), static_cast<unsigned long long>(order.seed),
                static_cast<long long>(tally.runs), static_cast<long long>(tally.acknowledged),
                static_cast<long long>(tally.lost), static_cast<long long>(tally.doubled),
                static_cast<long long>(tally.quarantined), static_cast<long long>(tally.unusable));
    const bool isClean = tally.lost == 0 && tally.doubled == 0 && tally.unusable == 0;
    return (order.disk == Disk::Honest) == isClean && tally.acknowledged > 0 ? 0 : 1;
}
