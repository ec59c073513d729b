// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-traces: looks for what residents left behind; see README.md.
#include "journey.h"
#include "journeys.h"
#include "search.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <cstdio>

namespace
{

using namespace banshi::journeys;

constexpr int kSkipped = 77;
const QStringList kStreet{QStringLiteral("paper"), QStringLiteral("people"), QStringLiteral("tls"),
                          QStringLiteral("out")};

/// Lines of what was found; nothing when memory cannot be read here.
std::optional<QStringList> searchMachine(World& world, const std::vector<Trace>& traces)
{
    QStringList found = searchFiles(world.places().folder, kStreet, traces);
    const auto running = world.processes();
    for (const char* root : {"kiosk", "gateway"})
        for (const auto& [pid, name] : familyOf(running.at(QString::fromLatin1(root))))
        {
            const auto here = searchMemory(name, pid, traces);
            if (!here)
                return std::nullopt;
            found += *here;
        }
    return found;
}

bool walkAll(World& world, const std::string& only, const std::vector<Trace>& traces, QStringList& found)
{
    for (const auto& known : allJourneys())
    {
        if (!only.empty() && known.name.toStdString() != only)
            continue;
        Journey journey(world, known.name, world.places().folder + QStringLiteral("/out"));
        journey.takePictures(false);
        journey.onMoment([&](const QString&) { found += searchFiles(world.places().folder, kStreet, traces); });
        known.walk(journey);
        std::printf("%-14s %s\n", qPrintable(known.name),
                    journey.ok() ? "reached its end" : qPrintable(journey.failure()));
        std::fflush(stdout);
        if (!journey.ok())
            return false;
    }
    return true;
}

int judge(const std::optional<QStringList>& found, bool mustFind)
{
    if (!found)
    {
        std::printf("skipped: this system does not let a process read the memory of its children\n");
        return kSkipped;
    }
    for (const auto& line : *found)
        std::printf("%s %s\n", mustFind ? "found" : "LEFT BEHIND", qPrintable(line));
    if (found->isEmpty())
        std::printf("nothing was left behind\n");
    return found->isEmpty() == mustFind ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App options("Looks for what residents left behind in memory and files.");
    bool keepFreed = false;
    std::string source = ".";
    std::string only;
    std::string folder;
    options.add_flag("--keep-freed", keepFreed, "freed memory stays as it is, and something must be found");
    options.add_option("--journey", only, "walk this one only");
    options.add_option("--source", source, "the source tree");
    options.add_option("--world", folder, "folder of the world; kept");
    CLI11_PARSE(options, argc, argv);

    if (keepFreed)
        qputenv("BANSHI_KEEP_FREED", "1");
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
    std::vector<Trace> traces = tracesOf(world, firstPerson());
    for (auto& trace : tracesOf(world, secondPerson()))
        traces.push_back(std::move(trace));
    QStringList found;
    if (!walkAll(world, only, traces, found))
        return 1;
    auto last = searchMachine(world, traces);
    if (last)
        *last += found;
    return judge(last, keepFreed);
}
