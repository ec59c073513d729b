// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk_refusals.h"

#include "identify.h"

#include <algorithm>
#include <utility>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kPatience(15); // less than a comparison lasts

// Waits until one of `words` stands on the face page, and remembers the page.
void expectWords(Journey& journey, const std::vector<QString>& words)
{
    Finger& finger = journey.world().finger();
    journey
        .act(QStringLiteral("the page does not say: ") + words.front(),
             [&] {
                 return waitUntil(
                     [&] {
                         return std::any_of(words.begin(), words.end(),
                                            [&](const QString& one) { return finger.reads(one); });
                     },
                     kPatience);
             })
        .expect(QStringLiteral("face"));
}

void advise(Journey& journey, const Person& resident)
{
    World& world = journey.world();
    expectWords(journey, {QStringLiteral("请站到镜头前面")});
    journey.act(QStringLiteral("the resident cannot come"),
                [&] { return standBeforeCamera(world, resident, Place::TooFar); });
    expectWords(journey, {QStringLiteral("请再靠近一点")});
}

void refuseStranger(Journey& journey, const Person& stranger)
{
    World& world = journey.world();
    journey.act(QStringLiteral("the stranger cannot come"), [&] { return standBeforeCamera(world, stranger); });
    bool isFirst = true;
    obeyTheFacePage(journey, [&](Movement movement) {
        if (std::exchange(isFirst, false))
            journey.expect(QStringLiteral("face")); // what is asked for, for the album
        return move(world, stranger, movement);
    });
    expectWords(journey, {QStringLiteral("和身份证上的照片没有对上")});
}

// A print that is swung is known for what it is. One that was never asked to turn only shows nothing that was asked
// for, as a turn does that a slow camera has not caught: then it is held up once more.
void refusePhoto(Journey& journey, const Person& resident)
{
    constexpr int kTries = 2; // the stranger took the first of three
    const QString flat = QStringLiteral("没有看到真人的动作");
    const QString nothing = QStringLiteral("没有看到要做的动作");
    World& world = journey.world();
    bool wasTurned = false;
    bool wasKnown = false;
    for (int attempt = 0; attempt < kTries && journey.ok() && !wasKnown; ++attempt)
    {
        journey.act(QStringLiteral("no print can be held up"), [&] { return holdPhoto(world, resident); })
            .tap(QStringLiteral("foot.next"), QStringLiteral("face"));
        obeyTheFacePage(journey, [&](Movement movement) {
            wasTurned = wasTurned || movement == Movement::TurnLeft || movement == Movement::TurnRight;
            return holdPhoto(world, resident, movement);
        });
        expectWords(journey, {flat, nothing});
        wasKnown = journey.ok() && world.finger().reads(flat);
    }
    journey.act(QStringLiteral("a print was turned and not known for a print"), [&] { return wasKnown || !wasTurned; });
}

} // namespace

void walkRefusals(Journey& journey)
{
    World& world = journey.world();
    const Person resident = firstPerson();
    journey.expect(QStringLiteral("front"))
        .tap(QStringLiteral("category.certificates"), QStringLiteral("serviceList"))
        .tap(QStringLiteral("service.hr.pay-list"), QStringLiteral("consent"))
        .act(QStringLiteral("the place before the camera cannot be left"), [&] { return leaveCamera(world); });
    showCard(journey, resident);
    advise(journey, resident);
    refuseStranger(journey, secondPerson());
    refusePhoto(journey, resident);
    typeCode(journey, QStringLiteral("form"));
    journey.act(QStringLiteral("the camera cannot be left"), [&] { return leaveCamera(world); })
        .tap(QStringLiteral("foot.finish"), QStringLiteral("front"));
}

} // namespace banshi::journeys
