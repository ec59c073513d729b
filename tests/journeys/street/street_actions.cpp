// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_actions.h"

#include "more_actions.h"
#include "people.h"
#include "phone.h"

#include <memory>
#include <tuple>

namespace banshi::journeys
{

namespace
{

StreetAnswer outcome(bool ok, const StreetSentence& sentence, const char* otherwise)
{
    return {ok, ok ? sentence : StreetSentence(QString::fromLatin1(otherwise))};
}

using Device = nlohmann::json (World::*)(const nlohmann::json&);

// One order to one simulator.
std::function<StreetAnswer()> order(World& world, Device device, nlohmann::json what, const char* sentence)
{
    return [&world, device, what = std::move(what), text = QString::fromLatin1(sentence)] {
        return told((world.*device)(what), text);
    };
}

StreetAnswer layCard(World& world, const Person& person)
{
    const auto card = cardOf(world, person);
    if (card.empty())
        return {false, QStringLiteral("no portrait could be drawn")};
    return told(world.card({{"do", "place"}, {"card", card}}), QStringLiteral("The card lies on the reader."));
}

/// Who or what is before the face camera.
struct Standing
{
    std::optional<Person> person;
    bool isPrint = false;
};

void addBeforeCamera(StreetActions& list, World& world, const std::vector<Person>& people)
{
    const QString group = QStringLiteral("Resident");
    const auto before = std::make_shared<Standing>();
    for (const bool isPrint : {false, true})
        for (std::size_t i = 0; i < people.size(); ++i)
            list.push_back({QStringLiteral("%1.%2").arg(QLatin1String(isPrint ? "print" : "face")).arg(i + 1), group,
                            StreetSentence(isPrint ? QStringLiteral("Print of person %1 before the camera")
                                                   : QStringLiteral("Person %1 before the camera"),
                                           QString::number(i + 1)),
                            [&world, before, isPrint, person = people[i]] {
                                *before = {person, isPrint};
                                return outcome(isPrint ? holdPhoto(world, person) : standBeforeCamera(world, person),
                                               isPrint ? QStringLiteral("The print is held before the camera.")
                                                       : QStringLiteral("The person looks into the camera."),
                                               "the camera does not answer");
                            }});
    const std::vector<std::tuple<const char*, const char*, Movement>> movements{
        {"move.left", "Turn left", Movement::TurnLeft},
        {"move.right", "Turn right", Movement::TurnRight},
        {"move.blink", "Blink", Movement::Blink},
        {"move.mouth", "Open the mouth", Movement::OpenMouth},
        {"move.nod", "Nod", Movement::Nod}};
    for (const auto& [id, label, movement] : movements)
        list.push_back(
            {QString::fromLatin1(id), group, QString::fromLatin1(label), [&world, before, movement = movement] {
                 if (!before->person)
                     return StreetAnswer{false, QStringLiteral("nobody stands before the camera")};
                 const bool done = before->isPrint ? holdPhoto(world, *before->person, movement)
                                                   : move(world, *before->person, movement);
                 return outcome(done, QStringLiteral("Done."), "the camera does not answer");
             }});
}

void addPeople(StreetActions& list, World& world)
{
    const QString group = QStringLiteral("Resident");
    const auto add = [&](const QString& id, const StreetSentence& label, std::function<StreetAnswer()> act) {
        list.push_back({id, group, label, std::move(act)});
    };
    const std::vector<Person> people{firstPerson(), secondPerson()};
    for (std::size_t i = 0; i < people.size(); ++i)
        add(QStringLiteral("card.%1").arg(i + 1),
            {QStringLiteral("Card of person %1 on the reader"), QString::number(i + 1)},
            [&world, person = people[i]] { return layCard(world, person); });
    add(QStringLiteral("card.lift"), QStringLiteral("Lift the card"),
        order(world, &World::card, {{"do", "lift"}}, "The card is back in the pocket."));
    addBeforeCamera(list, world, people);
    add(QStringLiteral("face.none"), QStringLiteral("Nobody before the camera"), [&world] {
        return outcome(leaveCamera(world), QStringLiteral("Nobody stands before the camera."),
                       "the camera does not answer");
    });
    add(QStringLiteral("scene"), QStringLiteral("Scene before the document camera"), [&world] {
        return outcome(layBeforeCamera(world), QStringLiteral("The document camera sees the scene."),
                       "the camera does not answer");
    });
}

StreetAnswer payCode(World& world)
{
    const QString picture = world.places().folder + QStringLiteral("/phone.png");
    const QString code = world.finger().shoot(picture) ? scanCode(picture) : QString();
    if (code.isEmpty())
        return {false, QStringLiteral("the phone sees no code on the screen")};
    return told(world.city({{"do", "pay"}, {"qr_text", code.toStdString()}}), QStringLiteral("Paid with the phone."));
}

StreetAnswer oneTimeCode(World& world)
{
    const auto answer = world.city({{"do", "otp"}});
    return told(answer, {QStringLiteral("The one-time code is %1."), QString::fromStdString(answer.value("code", ""))});
}

void addPhone(StreetActions& list, World& world)
{
    const QString group = QStringLiteral("Phone");
    list.push_back({QStringLiteral("phone.pay"), group, QStringLiteral("Read and pay the code"),
                    [&world] { return payCode(world); }});
    list.push_back({QStringLiteral("phone.otp"), group, QStringLiteral("Show the one-time code"),
                    [&world] { return oneTimeCode(world); }});
}

void addPaper(StreetActions& list, World& world)
{
    const QString group = QStringLiteral("Paper");
    const auto add = [&](const char* id, const char* label, Device device, nlohmann::json what, const char* sentence) {
        list.push_back({QString::fromLatin1(id), group, QString::fromLatin1(label),
                        order(world, device, std::move(what), sentence)});
    };
    const Device slips = &World::slipPrinter;
    const Device sheets = &World::sheetPrinter;
    add("slip.tear", "Tear off the slip", slips, {{"do", "tear"}}, "The slip is taken.");
    add("slip.out", "Slip roll: empty", slips, {{"do", "paper"}, {"state", "out"}}, "The slip roll is empty.");
    add("slip.in", "Slip roll: new", slips, {{"do", "paper"}, {"state", "full"}}, "A new slip roll is in.");
    add("slip.jam", "Slip: next one jams", slips, {{"do", "fault"}, {"kind", "jam"}, {"times", 1}},
        "The next slip jams.");
    add("slip.repair", "Slip: free the jam", slips, {{"do", "repair"}}, "The slip printer is free.");
    add("a4.out", "A4 tray: empty", sheets, {{"do", "paper"}, {"state", "out"}}, "The A4 tray is empty.");
    add("a4.in", "A4 tray: full", sheets, {{"do", "paper"}, {"state", "full"}}, "The A4 tray is full.");
    add("a4.jam", "A4: next one jams", sheets, {{"do", "fault"}, {"kind", "jamBefore"}, {"times", 1}},
        "The next sheet jams.");
    add("a4.repair", "A4: free the jam", sheets, {{"do", "repair"}}, "The A4 printer is free.");
}

StreetAnswer threeDaysPass(World& world)
{
    world.advance(std::chrono::hours(72));
    return told(world.city({{"do", "decide"}, {"all", true}}),
                QStringLiteral("Three days later: the city has decided every case."));
}

void addTown(StreetActions& list, World& world)
{
    const QString town = QStringLiteral("City and clock");
    list.push_back({QStringLiteral("line.cut"), town, QStringLiteral("Cut the network"),
                    order(world, &World::city, {{"do", "network"}, {"up", false}}, "The network is cut.")});
    list.push_back({QStringLiteral("line.mend"), town, QStringLiteral("Mend the network"),
                    order(world, &World::city, {{"do", "network"}, {"up", true}}, "The network is back.")});
    list.push_back({QStringLiteral("days.three"), town, QStringLiteral("Three days pass"),
                    [&world] { return threeDaysPass(world); }});
    const auto clock = [&](const char* id, const char* label, std::chrono::seconds span) {
        list.push_back(
            {QString::fromLatin1(id), town, QString::fromLatin1(label), [&world, span] {
                 world.advance(span);
                 return StreetAnswer{true, {QStringLiteral("The clock moved on %1 s."), QString::number(span.count())}};
             }});
    };
    clock("clock.minute", "Clock: a minute on", std::chrono::minutes(1));
    clock("clock.hour", "Clock: an hour on", std::chrono::hours(1));
}

void addKills(StreetActions& list, World& world)
{
    for (const char* which : {"session", "gateway", "kiosk", "host.idcard", "host.receipt", "host.a4",
                              "host.face-camera", "host.document-camera"})
    {
        const QString name = QString::fromLatin1(which);
        list.push_back(
            {QStringLiteral("kill.") + name, QStringLiteral("Kill"), {QStringLiteral("%1"), name}, [&world, name] {
                 return outcome(world.killProcess(name), {QStringLiteral("%1 was killed."), name}, "it does not run");
             }});
    }
}

} // namespace

StreetActions streetActions(World& world)
{
    StreetActions list;
    addPeople(list, world);
    addPhone(list, world);
    addPaper(list, world);
    addTown(list, world);
    for (StreetAction& action : moreActions(world))
        list.push_back(std::move(action));
    addKills(list, world);
    return list;
}

std::vector<StreetSentence> streetStatus(World& world)
{
    const QString page = world.finger().page();
    const auto health = world.gateway(QStringLiteral("/local/health"));
    const auto slips = world.slipPrinter({{"do", "state"}});
    const auto sheets = world.sheetPrinter({{"do", "state"}});
    const auto count = [](const nlohmann::json& from, const char* key) { return QString::number(from.value(key, 0)); };
    std::vector<StreetSentence> all;
    all.push_back(page.isEmpty() ? StreetSentence(QStringLiteral("Screen: none"))
                                 : StreetSentence(QStringLiteral("Screen: %1"), page));
    if (!health)
        all.emplace_back(QStringLiteral("gateway: none"));
    else
    {
        const bool isUp = health->value("upstream", nlohmann::json::object()).value("reachable", false);
        all.emplace_back(isUp ? QStringLiteral("line to the city: up") : QStringLiteral("line to the city: down"));
        all.emplace_back(QStringLiteral("in the queue: %1"),
                         count(health->value("queue", nlohmann::json::object()), "pending"));
    }
    all.emplace_back(QStringLiteral("slips printed: %1"), count(slips, "slips"));
    if (slips.value("hanging", false))
        all.emplace_back(QStringLiteral("one slip hangs out"));
    all.emplace_back(QStringLiteral("sheets printed: %1"), count(sheets, "printed"));
    return all;
}

} // namespace banshi::journeys
