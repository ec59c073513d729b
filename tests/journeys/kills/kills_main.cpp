// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-kills: a campaign of seeded kills over all processes and steps; see README.md.
#include "campaign.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>

namespace
{

using namespace banshi::journeys;

/// What the command line asks for.
struct Order
{
    int runs = 60;
    std::uint64_t seed = 1;
    int only = -1; ///< one run alone
    int from = 0;
    bool isPlugs = false;
    std::string every; ///< a journey
    std::string source = ".";
    std::string folder;

    [[nodiscard]] Trouble trouble() const { return isPlugs || !every.empty() ? Trouble::Plugs : Trouble::Kills; }
};

void addOptions(CLI::App& options, Order& order)
{
    options.add_option("--runs", order.runs, "how many walks")->check(CLI::PositiveNumber);
    options.add_option("--seed", order.seed, "chooses victims and moments");
    options.add_option("--only", order.only, "this run alone");
    options.add_option("--from", order.from, "begin with this run")->check(CLI::NonNegativeNumber);
    options.add_flag("--plugs", order.isPlugs, "pull the devices' plugs instead of killing the machine's processes");
    options.add_option("--every", order.every,
                       "everything that can happen to the plugs of this journey, on every page of it");
    options.add_option("--source", order.source, "the source tree");
    options.add_option("--world", order.folder, "folder of the world; kept");
}

std::vector<KillPlan> plansFor(const Order& order, Campaign& campaign)
{
    const QString journey = QString::fromStdString(order.every);
    if (!journey.isEmpty())
        return everyPlug(order.seed, journey, campaign.pagesOf(journey).value_or(0));
    std::vector<KillPlan> plans;
    for (int number = 0; number < std::max(order.runs, order.only + 1); ++number)
        plans.push_back(planOf(order.seed, number, order.trouble()));
    return plans;
}

// Returns how much is wrong.
int walkAll(const Order& order, Campaign& campaign)
{
    const auto plans = plansFor(order, campaign);
    int wrong = plans.empty() ? 1 : 0;
    const int first = std::max(order.only, order.from);
    const int end = order.only < 0 ? static_cast<int>(plans.size()) : order.only + 1;
    for (int number = first; number < end && wrong == 0; ++number)
        wrong += campaign.run(plans.at(static_cast<std::size_t>(number)), number) ? 0 : 1;
    for (const auto& journey : campaign.miscounted())
    {
        std::printf("    WRONG: the plan counts the touches of %s wrongly, so its end is not hit\n",
                    qPrintable(journey));
        ++wrong;
    }
    if (order.trouble() == Trouble::Plugs && wrong == 0)
        wrong += campaign.pagesOf(QStringLiteral("hr.pay-list")) ? 0 : 1;
    return wrong;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App options("Kills processes in the middle of journeys and holds the machine to its promises.");
    Order order;
    addOptions(options, order);
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    QTemporaryDir temporary;
    const auto places = placesOf(QCoreApplication::applicationDirPath(), QString::fromStdString(order.source),
                                 order.folder.empty() ? temporary.path() : QString::fromStdString(order.folder));
    World world(places);
    if (!world.start())
    {
        std::fprintf(stderr, "the world does not start: %s\n", qPrintable(world.whyNot()));
        return 3;
    }
    Campaign campaign(world, places.folder + QStringLiteral("/out"), order.trouble());
    if (walkAll(order, campaign) == 0)
        return 0;
    temporary.setAutoRemove(false);
    std::fprintf(stderr, "the world is kept in %s\n", qPrintable(places.folder));
    return 1;
}
