// SPDX-License-Identifier: GPL-3.0-or-later
#include "identify.h"

#include <algorithm>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kPatience(15);      // less than a comparison lasts
constexpr std::chrono::seconds kProofPatience(45); // a little more than that

bool isOk(const nlohmann::json& answer)
{
    return answer.value("ok", false);
}

// What the page says for a movement.
const std::vector<std::pair<QString, Movement>>& movements()
{
    static const std::vector<std::pair<QString, Movement>> list{{QStringLiteral("请慢慢向左转头"), Movement::TurnLeft},
                                                                {QStringLiteral("请慢慢向右转头"), Movement::TurnRight},
                                                                {QStringLiteral("请眨一下眼睛"), Movement::Blink},
                                                                {QStringLiteral("请张一下嘴"), Movement::OpenMouth},
                                                                {QStringLiteral("请慢慢点一下头"), Movement::Nod}};
    return list;
}

std::optional<Movement> movementAsked(Finger& finger)
{
    const auto& list = movements();
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return finger.reads(one.first); });
    return found == list.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

void showCard(Journey& journey, const Person& person, const QString& service)
{
    World& world = journey.world();
    journey.act(QStringLiteral("no card could be made"), [&] { return !cardOf(world, person).empty(); })
        .tap(QStringLiteral("foot.next"), QStringLiteral("card"))
        .act(QStringLiteral("the card cannot be placed"),
             [&] {
                 return isOk(world.card({{"do", "place"}, {"card", cardOf(world, person)}}));
             })
        .expect(service.isEmpty() ? QStringLiteral("face") : QStringLiteral("serviceList"))
        .act(QStringLiteral("the card cannot be lifted"), [&] {
            return isOk(world.card({{"do", "lift"}}));
        });
    if (!service.isEmpty())
        journey.tap(service, QStringLiteral("face"));
}

void obeyTheFacePage(Journey& journey, const std::function<bool(Movement)>& obey)
{
    Finger& finger = journey.world().finger();
    std::optional<Movement> made;
    journey.act(QStringLiteral("the face page does not end"), [&] {
        return waitUntil(
            [&] {
                const QString page = finger.page();
                if (page != QStringLiteral("face") || finger.sees(QStringLiteral("foot.next")))
                    return !page.isEmpty();
                const auto asked = movementAsked(finger);
                if (asked && asked != made)
                    (void)obey(*asked);
                made = asked;
                return false;
            },
            kProofPatience);
    });
}

void identifyByFace(Journey& journey, const Person& person, const QString& next, const QString& service)
{
    World& world = journey.world();
    journey.act(QStringLiteral("nobody can stand before the camera"),
                [&] { return standBeforeCamera(world, person, Place::TooFar); });
    showCard(journey, person, service);
    journey
        .act(QStringLiteral("the machine does not ask to come closer"),
             [&] { return waitUntil([&] { return world.finger().reads(QStringLiteral("请再靠近一点")); }, kPatience); })
        .expect(QStringLiteral("face"))
        .act(QStringLiteral("the person cannot come closer"), [&] { return standBeforeCamera(world, person); });
    const auto obey = [&](Movement movement) { return move(world, person, movement); };
    obeyTheFacePage(journey, obey);
    // A machine with much to do may have missed a movement: the page offers another try.
    if (journey.ok() && world.finger().page() == QStringLiteral("face"))
    {
        journey.tap(QStringLiteral("foot.next"), QStringLiteral("face"));
        obeyTheFacePage(journey, obey);
    }
    journey.expect(next).act(QStringLiteral("the person cannot leave"), [&] { return leaveCamera(world); });
}

void typeCode(Journey& journey, const QString& next)
{
    World& world = journey.world();
    journey.tap(QStringLiteral("foot.other"), QStringLiteral("otp")).expectWidget(QStringLiteral("key.1"));
    std::string code;
    journey.act(QStringLiteral("no one-time code came"), [&] {
        return waitUntil(
            [&] {
                return !(code = world.city({{"do", "otp"}}).value("code", "")).empty();
            },
            std::chrono::seconds(10));
    });
    journey.type(QString::fromStdString(code)).tap(QStringLiteral("foot.next"), next);
}

void identifyByCode(Journey& journey, const Person& person, const QString& next)
{
    showCard(journey, person);
    typeCode(journey, next);
}

} // namespace banshi::journeys
