// SPDX-License-Identifier: GPL-3.0-or-later
#include "identify.h"

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kPatience(15); // less than a comparison lasts

bool isOk(const nlohmann::json& answer)
{
    return answer.value("ok", false);
}

// From the consent page to the face page, the card back in the pocket.
void showCard(Journey& journey, const Person& person, const QString& service = {})
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

} // namespace

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
        .act(QStringLiteral("the person cannot come closer"), [&] { return standBeforeCamera(world, person); })
        .expect(next)
        .act(QStringLiteral("the person cannot leave"), [&] { return leaveCamera(world); });
}

void identifyByCode(Journey& journey, const Person& person, const QString& next)
{
    World& world = journey.world();
    showCard(journey, person);
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

} // namespace banshi::journeys
