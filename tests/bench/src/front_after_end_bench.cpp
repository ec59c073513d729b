// SPDX-License-Identifier: GPL-3.0-or-later
// session.front-after-end: from the act that ends a resident's process (finish, cancel, nobody there, SIGKILL) to the
// complete front page of the next one, painted: every device and the network known. A whole machine runs; the next
// process stood warm behind the used one. Against: a process that nobody had started before, beside the same machine.
#include "bench.h"
#include "painted_start.h"
#include "stopwatch.h"
#include "visit_ends.h"

#include <utility>

namespace banshi::bench
{

namespace
{

using journeys::VisitEnd;

constexpr std::pair<VisitEnd, const char*> kEnds[] = {
    {VisitEnd::Finish, "finish"}, {VisitEnd::Cancel, "cancel"}, {VisitEnd::Idle, "idle"}, {VisitEnd::Crash, "crash"}};

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

Row emptyRow(const char* end)
{
    return {"session",
            std::string("session.front-after-end.") + end,
            "ms",
            {},
            "a banshi-session that starts from nothing beside the same machine",
            "tests/bench/run.sh session.front-after-end --only-against",
            {}};
}

/// One visit, ended in this way. Returns milliseconds.
double endUntilPainted(journeys::World& world, VisitEnd end, const Watched& front, EyeWatcher& eye)
{
    journeys::Journey journey(world, QStringLiteral("bench"), world.places().folder + QStringLiteral("/out"));
    journey.takePictures(false);
    journeys::walkTowards(journey, end);
    if (!journey.ok())
        throw Broken(journey.failure().toStdString());
    if (!journeys::waitUntil([&] { return journeys::warmSessions(world).size() == 1; }, std::chrono::seconds(30)))
        throw Broken("no process stands warm behind the used one");
    eye.forget();
    bool isDone = false;
    const double took = timeOf<std::milli>(
        [&] { isDone = journeys::endVisit(world, end) && eye.waitFor(front.page, front.words, kLongestPaintMs); });
    if (!isDone)
        throw Broken("no complete front page within 30 s after the end of a visit");
    return took;
}

} // namespace

std::vector<Row> frontAfterEndBench(const Order& order)
{
    EyeWatcher eye(text(order.folder / "eye"));
    EyeWatcher otherEye(text(order.folder / "other-eye")); // the machine's own pages go on being painted
    journeys::WorldPlaces places;
    places.programs = text(order.programs);
    places.plugins = text(order.programs.parent_path() / "tests/plugins");
    places.source = text(order.source);
    places.folder = text(order.folder / "world");
    places.morePlugins = QStringLiteral("banshi-eye:") + eye.path();
    journeys::World world(places);
    if (!world.start())
        throw Broken(world.whyNot().toStdString());
    const Watched fresh = freshSession(places.programs, places.folder + QStringLiteral("/machine.toml"));
    std::vector<Row> rows;
    for (const auto& [end, name] : kEnds)
        rows.push_back(emptyRow(name));
    for (int run = 0; run < order.runs; ++run)
        for (std::size_t i = 0; i < rows.size(); ++i)
        {
            if (!order.onlyAgainst)
                rows[i].samples.push_back(endUntilPainted(world, kEnds[i].first, fresh, eye));
            rows[i].againstSamples.push_back(startUntilPainted(fresh, places.plugins, otherEye));
        }
    return rows;
}

} // namespace banshi::bench
