// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-street: the street around a demo machine. Headless it walks the journeys and writes what happened; otherwise it
// offers a menu with which a person plays the resident and the street.
#include "journeys.h"
#include "people.h"
#include "report.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDir>
#include <QSocketNotifier>
#include <QTextStream>
#include <cstdio>
#include <unistd.h>

namespace
{

using namespace banshi::journeys;

int walk(World& world, const std::string& only, const QString& out)
{
    std::vector<std::unique_ptr<Journey>> walked;
    bool allWell = true;
    auto journeys = allJourneys();
    for (auto& extra : extraJourneys())
        if (extra.name.toStdString() == only)
            journeys.push_back(std::move(extra));
    for (const auto& known : journeys)
    {
        if (!only.empty() && known.name.toStdString() != only)
            continue;
        auto journey = std::make_unique<Journey>(world, known.name, out);
        known.walk(*journey);
        std::printf("%-14s %s\n", qPrintable(journey->name()), journey->ok() ? "reached its end" : qPrintable(journey->failure()));
        std::fflush(stdout);
        allWell = allWell && journey->ok() && writeJourney(*journey, out);
        if (!journey->ok())
            writeJourney(*journey, out);
        walked.push_back(std::move(journey));
    }
    if (walked.empty())
    {
        std::fprintf(stderr, "no journey is named %s\n", only.c_str());
        return 2;
    }
    const bool written = keepPaper(world, out) && writeIndex(walked, out);
    return allWell && written ? 0 : 1;
}

const char* const kMenu = "\n1 put card of person 1 on the reader   2 of person 2   3 lift the card\n"
                          "4 person 1 looks into the camera       5 person 2      6 nobody\n"
                          "7 pay the order on the screen          8 show the one-time code\n"
                          "9 three days pass (city decides)       n cut the network   N mend it\n"
                          "j jam the A4 printer   p slip paper out   P slip paper in   q quit\n> ";

void obey(World& world, char key)
{
    nlohmann::json answer;
    const auto person = key == '1' || key == '4' ? firstPerson() : secondPerson();
    if (key == '1' || key == '2')
        answer = world.card({{"do", "place"}, {"card", cardOf(world, person)}});
    else if (key == '3')
        answer = world.card({{"do", "lift"}});
    else if (key == '4' || key == '5')
        answer = {{"ok", standBeforeCamera(world, person)}};
    else if (key == '6')
        answer = world.camera({{"do", "blank"}, {"stream", "face"}});
    else if (key == '7')
        answer = world.city({{"do", "pay"}, {"latest", true}});
    else if (key == '8')
        answer = world.city({{"do", "otp"}});
    else if (key == '9')
        answer = world.city({{"do", "decide"}, {"all", true}});
    else if (key == 'n' || key == 'N')
        answer = world.city({{"do", "network"}, {"up", key == 'N'}});
    else if (key == 'j')
        answer = world.sheetPrinter({{"do", "fault"}, {"kind", "jamBefore"}, {"times", 1}});
    else if (key == 'p' || key == 'P')
        answer = world.slipPrinter({{"do", "paper"}, {"state", key == 'P' ? "full" : "out"}});
    else
        return;
    std::printf("%s\n", answer.dump().c_str());
}

int play(World& world, QCoreApplication& application)
{
    std::printf("%s", kMenu);
    std::fflush(stdout);
    QSocketNotifier notifier(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &application, [&] {
        char line[64];
        const ssize_t size = ::read(STDIN_FILENO, line, sizeof line);
        if (size <= 0 || line[0] == 'q')
            return application.quit();
        obey(world, line[0]);
        std::printf("%s", kMenu);
        std::fflush(stdout);
    });
    return application.exec();
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App options("The street around a demo machine.");
    bool headless = false;
    std::string out = "build/demo/out";
    std::string folder = "build/demo/world";
    std::string source = ".";
    std::string journey;
    std::string platform;
    options.add_flag("--headless", headless, "walk the journeys and leave");
    options.add_option("--out", out, "folder for pictures, paper and reports");
    options.add_option("--world", folder, "folder for sockets, logs and data");
    options.add_option("--source", source, "the source tree");
    options.add_option("--journey", journey, "walk this one only");
    options.add_option("--platform", platform, "Qt platform of the kiosk's screens");
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    const QString programs = QCoreApplication::applicationDirPath();
    WorldPlaces places;
    places.programs = programs;
    places.plugins = programs + QStringLiteral("/../tests/plugins");
    places.source = QDir(QString::fromStdString(source)).absolutePath();
    places.folder = QDir(QString::fromStdString(folder)).absolutePath();
    places.platform = !platform.empty() ? QString::fromStdString(platform) : headless ? QStringLiteral("offscreen") : QStringLiteral("xcb");
    World world(places);
    if (!world.start())
    {
        std::fprintf(stderr, "the demo does not start: %s\n", qPrintable(world.whyNot()));
        return 3;
    }
    return headless ? walk(world, journey, QDir(QString::fromStdString(out)).absolutePath()) : play(world, application);
}
