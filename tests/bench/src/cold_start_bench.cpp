// SPDX-License-Identifier: GPL-3.0-or-later
// screen.cold-start: from the start of a banshi-session process to its first complete front page, painted: one that
// knows every device and the network, as residents trust it. Gateway, driver hosts and city run as on a machine.
// Against: a bare Qt Widgets window of the same size with one label and one button, started and watched in the same
// way. Both wait for the eye: a plug-in that reports each painted window.
#include "banshi/journeys/world.h"
#include "bench.h"
#include "painted_start.h"

namespace banshi::bench
{

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
    const Watched session = freshSession(text(order.programs), text(order.folder / "world/machine.toml"));
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
