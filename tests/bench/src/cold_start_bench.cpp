// SPDX-License-Identifier: GPL-3.0-or-later
// screen.cold-start: from the start of a banshi-session process to its first complete front page, painted: one that
// knows every device and the network, as residents trust it. Gateway, driver hosts and city run as on a machine.
// Against: a bare Qt Widgets window of the same size with one label and one button, started and watched in the same
// way. Both wait for the eye: a plug-in that reports each painted window.
#include "banshi/journeys/world.h"
#include "bench.h"
#include "eye_watcher.h"
#include "stopwatch.h"

#include <QProcess>

namespace banshi::bench
{

namespace
{

constexpr int kLongestMs = 30'000;

QProcessEnvironment environmentWith(const EyeWatcher& eye, const QString& plugins)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), plugins);
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("banshi-eye:") + eye.path());
    return environment;
}

/// A program, what it gets on standard input, and the page and words by which its window is complete.
struct Watched
{
    QString program;
    QStringList arguments;
    QByteArray order;
    QString page;
    QString words;
};

/// Starts a program, waits until its window is complete, and ends it. Returns milliseconds.
double startUntilPainted(const Watched& watched, const QString& plugins, EyeWatcher& eye)
{
    QProcess process;
    process.setProcessEnvironment(environmentWith(eye, plugins));
    process.setStandardErrorFile(QProcess::nullDevice());
    eye.forget();
    bool painted = false;
    const double took = timeOf<std::milli>([&] {
        process.start(watched.program, watched.arguments);
        process.write(watched.order);
        painted = eye.waitFor(watched.page, watched.words, kLongestMs);
    });
    process.kill();
    process.waitForFinished(kLongestMs);
    if (!painted)
        throw Broken("no complete page within 30 s from " + watched.program.toStdString());
    return took;
}

} // namespace

Row coldStartBench(const Order& order)
{
    Row row{"screen",
            "screen.cold-start",
            "ms",
            {},
            "a bare Qt Widgets window of the same size, started in the same way",
            "tests/bench/run.sh screen.cold-start --only-against",
            {}};
    const auto text = [](const std::filesystem::path& path) { return QString::fromStdString(path.string()); };
    const QString plugins = text(order.programs.parent_path() / "tests/plugins");
    EyeWatcher eye(text(order.folder / "eye"));
    std::unique_ptr<journeys::World> world;
    if (!order.onlyAgainst)
    {
        journeys::WorldPlaces places;
        places.programs = text(order.programs);
        places.plugins = plugins;
        places.source = text(order.source);
        places.folder = text(order.folder / "world");
        world = std::make_unique<journeys::World>(places);
        if (!world->start())
            throw Broken(world->whyNot().toStdString());
    }
    const Watched session{text(order.programs / "banshi-session"),
                          {QStringLiteral("--config"), text(order.folder / "world/machine.toml")},
                          "{\"do\":\"show\"}\n",
                          QStringLiteral("front"),
                          QStringLiteral("设备和网络都正常")};
    const Watched bare{text(order.programs.parent_path() / "tests/banshi-bare-window"),
                       {},
                       {},
                       QStringLiteral("bare"),
                       QStringLiteral("办事")};
    for (int run = 0; run < order.runs; ++run)
    {
        if (world)
            row.samples.push_back(startUntilPainted(session, plugins, eye));
        row.againstSamples.push_back(startUntilPainted(bare, plugins, eye));
    }
    return row;
}

} // namespace banshi::bench
