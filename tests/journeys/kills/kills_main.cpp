// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-kills: a campaign of seeded kills over all processes and steps; see README.md.
#include "campaign.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <cstdio>

int main(int argc, char** argv)
{
    using namespace banshi::journeys;
    CLI::App options("Kills processes in the middle of journeys and holds the machine to its promises.");
    int runs = 60;
    std::uint64_t seed = 1;
    int only = -1;
    std::string source = ".";
    std::string folder;
    options.add_option("--runs", runs, "how many walks")->check(CLI::PositiveNumber);
    options.add_option("--seed", seed, "chooses victims and moments");
    options.add_option("--only", only, "this run alone");
    options.add_option("--source", source, "the source tree");
    options.add_option("--world", folder, "folder of the world; kept");
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    QTemporaryDir temporary;
    const auto places = placesOf(QCoreApplication::applicationDirPath(), QString::fromStdString(source),
                                 folder.empty() ? temporary.path() : QString::fromStdString(folder));
    World world(places);
    if (!world.start())
    {
        std::fprintf(stderr, "the world does not start: %s\n", qPrintable(world.whyNot()));
        return 3;
    }
    Campaign campaign(world, places.folder + QStringLiteral("/out"));
    int wrong = 0;
    for (int number = only < 0 ? 0 : only; number < (only < 0 ? runs : only + 1) && wrong == 0; ++number)
        wrong += campaign.run(seed, number) ? 0 : 1;
    if (wrong > 0)
    {
        temporary.setAutoRemove(false);
        std::fprintf(stderr, "the world is kept in %s\n", qPrintable(places.folder));
    }
    return wrong == 0 ? 0 : 1;
}
