// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-street: the street around a demo machine. Headless it walks the journeys and writes what happened; otherwise
// it opens a window (or, when the kiosk is shown elsewhere, a menu) with which a person plays the resident and the
// street.
#include "journeys.h"
#include "more_actions.h"
#include "people.h"
#include "report.h"
#include "screen_relay.h"
#include "street_actions.h"
#include "street_menu.h"
#include "street_status.h"
#include "street_window.h"

#include "banshi/base/log.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QScreen>
#include <QSocketNotifier>
#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <memory>
#include <unistd.h>

namespace
{

using namespace banshi::journeys;

constexpr int kStreetWidth = 640; // pixels of the street's window
constexpr int kGap = 8;           // pixels between the two windows

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
        std::printf("%-14s %s\n", qPrintable(journey->name()),
                    journey->ok() ? "reached its end" : qPrintable(journey->failure()));
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

// Leaves room for the street's window beside the kiosk's; the panel keeps its proportions.
QSize kioskWindow(const QSize& screen)
{
    const QSize panel(1080, 1920);
    const QSize room(screen.width() - kStreetWidth - kGap, screen.height());
    return room.width() < kStreetWidth ? panel : panel.scaled(panel.boundedTo(room), Qt::KeepAspectRatio);
}

void prompt(StreetCalls& calls)
{
    tellStatus(calls, [](const std::vector<StreetSentence>& seen) {
        QStringList all;
        for (const StreetSentence& sentence : seen)
            all << sentence.text();
        std::printf("%s\nnumber: do it   m: the list   q: leave\n> ", qPrintable(all.join(QStringLiteral(" · "))));
        std::fflush(stdout);
    });
}

int playInTerminal(World& world)
{
    const auto calls = std::make_shared<StreetCalls>(world);
    StreetActions actions = streetActions(calls);
    std::ranges::move(faultActions(calls, StreetWords()), std::back_inserter(actions));
    const StreetMenu menu(std::move(actions));
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 3;
    std::printf("%s\n", qPrintable(menu.text()));
    prompt(*calls);
    QSocketNotifier notifier(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
        const QByteArray bytes = input.readLine();
        const QString line = QString::fromUtf8(bytes).trimmed();
        if (bytes.isEmpty() || line == QLatin1String("q"))
            return QCoreApplication::quit();
        if (line == QLatin1String("m"))
            std::printf("%s\n", qPrintable(menu.text()));
        if (line.isEmpty() || line == QLatin1String("m"))
            return prompt(*calls);
        menu.obey(line, [&calls = *calls](const StreetAnswer& answer) {
            std::printf("%s\n", qPrintable(answer.sentence.text()));
            prompt(calls);
        });
    });
    return QCoreApplication::exec();
}

// Over VNC the screen is where a viewer expects it, whichever session is shown.
int playRemotely(World& world)
{
    constexpr quint16 kVncPort = 5900;
    ScreenRelay relay([&world] { return listeningPort(world.finger().sessionPid()); });
    if (!relay.listen(kVncPort))
    {
        std::fprintf(stderr, "the demo cannot be shown: port %d is taken\n", kVncPort);
        return 3;
    }
    std::printf("connect a VNC viewer to 127.0.0.1:%d; when a session ends, connect again\n", kVncPort);
    return playInTerminal(world);
}

int playInWindow(World& world)
{
    const auto calls = std::make_shared<StreetCalls>(world);
    StreetWindow window(
        streetActions(calls), [calls](const StreetWindow::StatusTold& told) { tellStatus(*calls, told); },
        simulatorsOf(world));
    window.resize(kStreetWidth, QGuiApplication::primaryScreen()->availableSize().height());
    window.move(world.places().window.width() + kGap, 0);
    window.show();
    return QCoreApplication::exec();
}

// A portrait takes seconds, and so does a print: they are drawn before anybody waits for them.
bool drawPeople(World& world)
{
    std::printf("drawing the two residents\n");
    std::fflush(stdout);
    return std::ranges::all_of(std::array{firstPerson(), secondPerson()}, [&world](const Person& person) {
        return !world.personFolder(person.faceSeed).isEmpty() && !world.photoFolder(person.faceSeed).isEmpty();
    });
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App options("The street around a demo machine.");
    bool headless = false;
    bool asksDisplay = false;
    std::string out = "build/demo/out";
    std::string folder = "build/demo/world";
    std::string source = ".";
    std::string journey;
    std::string platform;
    options.add_flag("--headless", headless, "walk the journeys and leave");
    options.add_flag("--ask-display", asksDisplay, "leave with 0 when the X display answers");
    options.add_option("--out", out, "folder for pictures, paper and reports");
    options.add_option("--world", folder, "folder for sockets, logs and data");
    options.add_option("--source", source, "the source tree");
    options.add_option("--journey", journey, "walk this one only");
    options.add_option("--platform", platform, "Qt platform of the kiosk's screens");
    CLI11_PARSE(options, argc, argv);

    const bool inWindow = asksDisplay || (!headless && platform.empty());
    banshi::base::installStartLog();
    const std::unique_ptr<QCoreApplication> application(inWindow ? new QApplication(argc, argv)
                                                                 : new QCoreApplication(argc, argv));
    banshi::base::installRedactingLog();
    if (asksDisplay)
        return 0;
    auto places = placesOf(QCoreApplication::applicationDirPath(), QString::fromStdString(source),
                           QString::fromStdString(folder));
    places.platform = !platform.empty() ? QString::fromStdString(platform)
                      : headless        ? QStringLiteral("offscreen")
                                        : QGuiApplication::platformName();
    places.everyDevice = !headless;
    if (inWindow)
        places.window = kioskWindow(QGuiApplication::primaryScreen()->availableSize());
    World world(places);
    if (!headless && !drawPeople(world))
    {
        std::fprintf(stderr, "the demo does not start: the residents cannot be drawn\n");
        return 3;
    }
    if (!world.start())
    {
        std::fprintf(stderr, "the demo does not start: %s\n", qPrintable(world.whyNot()));
        return 3;
    }
    if (headless)
        return walk(world, journey, QDir(QString::fromStdString(out)).absolutePath());
    if (inWindow)
        return playInWindow(world);
    return platform.starts_with("vnc") ? playRemotely(world) : playInTerminal(world);
}
