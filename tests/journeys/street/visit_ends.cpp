// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit_ends.h"

#include <QDir>
#include <QFileInfo>

namespace banshi::journeys
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kIdleAnswer = 30s; // to answer whether one is there, as a machine file without its own number has it
constexpr auto kLast = 6s;        // of that, left for endVisit(); a longer jump would count as silence
constexpr auto kHandAnswer = 1000ms;

// A short report, without a photograph, to its last page.
void walkReportToItsEnd(Journey& journey)
{
    journey.tap(QStringLiteral("foot.extra"), QStringLiteral("serviceList"))
        .tap(QStringLiteral("service.grid.report"), QStringLiteral("form"))
        .tap(QStringLiteral("choice.fire"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
        .expectWidget(QStringLiteral("key.q"))
        .type(QStringLiteral("xiaofang"))
        .tap(QStringLiteral("candidate.0"), QStringLiteral("form"))
        .type(QStringLiteral("tongdao"))
        .tap(QStringLiteral("candidate.0"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
        .expectWidget(QStringLiteral("key.1"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("photo"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("progress"))
        .expect(QStringLiteral("done"))
        .expectWidget(QStringLiteral("foot.finish"));
}

// Moves the machine's time in small steps, so that no process counts as silent; it also goes on by itself.
bool letPass(World& world, const std::function<bool()>& isOver)
{
    return waitUntil(
        [&] {
            if (isOver())
                return true;
            world.advance(1s);
            return false;
        },
        60s);
}

} // namespace

void walkTowards(Journey& journey, VisitEnd end)
{
    journey.expect(QStringLiteral("front"));
    if (end == VisitEnd::Finish)
        return walkReportToItsEnd(journey);
    journey.tap(QStringLiteral("category.payments"), QStringLiteral("serviceList"))
        .tap(QStringLiteral("service.utl.water"), QStringLiteral("form"))
        .expectWidget(QStringLiteral("key.1"));
    if (end != VisitEnd::Idle)
        return;
    World& world = journey.world();
    const auto isAsked = [&world] { return world.finger().sees(QStringLiteral("layer.stay")); };
    base::MonoTime asked;
    journey
        .act(QStringLiteral("nobody asks whether the resident is still there"), [&] { return letPass(world, isAsked); })
        .act(QStringLiteral("time does not pass"),
             [&] {
                 asked = world.now();
                 return letPass(world, [&] { return world.now() - asked >= kIdleAnswer - kLast; });
             })
        .expectWidget(QStringLiteral("layer.stay"));
}

bool endVisit(World& world, VisitEnd end)
{
    switch (end)
    {
    case VisitEnd::Finish:
    case VisitEnd::Cancel:
        return world.finger().tap(QStringLiteral("foot.finish"));
    case VisitEnd::Idle:
        world.advance(kLast);
        return true;
    case VisitEnd::Crash:
        return world.killProcess(QStringLiteral("session"));
    }
    return false;
}

std::vector<qint64> warmSessions(const World& world)
{
    std::vector<qint64> warm;
    const QDir folder(world.runFolder());
    for (const auto& hand : folder.entryInfoList({QStringLiteral("*.hand")}, QDir::System | QDir::Files))
        if (const auto seen = ask(hand.absoluteFilePath(), {{"do", "look"}}, kHandAnswer);
            seen && !seen->value("window", true))
            warm.push_back(hand.completeBaseName().toLongLong());
    return warm;
}

} // namespace banshi::journeys
