// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_actions.h"

#include "more_actions.h"
#include "people.h"
#include "phone.h"

#include <QFileInfo>
#include <QPointer>
#include <csignal>
#include <tuple>

namespace banshi::journeys
{

namespace
{

using CallsPtr = std::shared_ptr<StreetCalls>;

// One order to one simulator or to the city.
std::function<void(const StreetTold&)> order(const CallsPtr& calls, const char* who, nlohmann::json what,
                                             const char* sentence)
{
    return [calls, device = QString::fromLatin1(who), what = std::move(what), text = QString::fromLatin1(sentence)](
               const StreetTold& told) { calls->tell(device, what, answering(told, text)); };
}

// An order that has to be drawn first.
void tellDrawn(StreetCalls& calls, const char* who, const nlohmann::json& what, const StreetTold& told,
               const char* sentence)
{
    if (what.empty())
        return told({false, QStringLiteral("no portrait could be drawn")});
    calls.tell(QString::fromLatin1(who), what, answering(told, QString::fromLatin1(sentence)));
}

void layCard(StreetCalls& calls, const Person& person, const StreetTold& told)
{
    const auto card = cardOf(calls.world(), person);
    tellDrawn(calls, "idcard", card.empty() ? card : nlohmann::json{{"do", "place"}, {"card", card}}, told,
              "The card lies on the reader.");
}

/// Who or what is before the face camera.
struct Standing
{
    std::optional<Person> person;
    bool isPrint = false;
};

void addBeforeCamera(StreetActions& list, const CallsPtr& calls, const std::vector<Person>& people)
{
    const QString group = QStringLiteral("Resident");
    const auto before = std::make_shared<Standing>();
    for (const bool isPrint : {false, true})
        for (std::size_t i = 0; i < people.size(); ++i)
            list.push_back(
                {QStringLiteral("%1.%2").arg(QLatin1String(isPrint ? "print" : "face")).arg(i + 1), group,
                 StreetSentence(isPrint ? QStringLiteral("Print of person %1 before the camera")
                                        : QStringLiteral("Person %1 before the camera"),
                                QString::number(i + 1)),
                 [calls, before, isPrint, person = people[i]](const StreetTold& told) {
                     *before = {person, isPrint};
                     tellDrawn(*calls, "camera",
                               isPrint ? holdingPhoto(calls->world(), person) : standing(calls->world(), person), told,
                               isPrint ? "The print is held before the camera." : "The person looks into the camera.");
                 }});
    const std::vector<std::tuple<const char*, const char*, Movement>> movements{
        {"move.left", "Turn left", Movement::TurnLeft},
        {"move.right", "Turn right", Movement::TurnRight},
        {"move.blink", "Blink", Movement::Blink},
        {"move.mouth", "Open the mouth", Movement::OpenMouth},
        {"move.nod", "Nod", Movement::Nod}};
    for (const auto& [id, label, movement] : movements)
        list.push_back({QString::fromLatin1(id), group, QString::fromLatin1(label),
                        [calls, before, movement = movement](const StreetTold& told) {
                            if (!before->person)
                                return told({false, QStringLiteral("nobody stands before the camera")});
                            const Person& person = *before->person;
                            tellDrawn(*calls, "camera",
                                      before->isPrint ? holdingPhoto(calls->world(), person, movement)
                                                      : moving(calls->world(), person, movement),
                                      told, "Done.");
                        }});
}

void addPeople(StreetActions& list, const CallsPtr& calls)
{
    const QString group = QStringLiteral("Resident");
    const auto add = [&](const QString& id, const StreetSentence& label, std::function<void(const StreetTold&)> act) {
        list.push_back({id, group, label, std::move(act)});
    };
    const std::vector<Person> people{firstPerson(), secondPerson()};
    for (std::size_t i = 0; i < people.size(); ++i)
        add(QStringLiteral("card.%1").arg(i + 1),
            {QStringLiteral("Card of person %1 on the reader"), QString::number(i + 1)},
            [calls, person = people[i]](const StreetTold& told) { layCard(*calls, person, told); });
    add(QStringLiteral("card.lift"), QStringLiteral("Lift the card"),
        order(calls, "idcard", {{"do", "lift"}}, "The card is back in the pocket."));
    addBeforeCamera(list, calls, people);
    add(QStringLiteral("face.none"), QStringLiteral("Nobody before the camera"),
        order(calls, "camera", nobodyBefore(), "Nobody stands before the camera."));
    add(QStringLiteral("scene"), QStringLiteral("Scene before the document camera"), [calls](const StreetTold& told) {
        tellDrawn(*calls, "camera", sceneBefore(calls->world()), told, "The document camera sees the scene.");
    });
}

void payCode(const CallsPtr& calls, const StreetTold& told)
{
    calls->screen([calls = calls.get(), told](const nlohmann::json& seen) {
        const QString picture = calls->world().places().folder + QStringLiteral("/phone.png");
        calls->tellAt(QString::fromStdString(seen.value("hand", "")), {{"do", "shot"}, {"path", picture.toStdString()}},
                      [calls, told, picture](const nlohmann::json& shot) {
                          const QString code = shot.value("ok", false) ? scanCode(picture) : QString();
                          if (code.isEmpty())
                              return told({false, QStringLiteral("the phone sees no code on the screen")});
                          calls->tell(QStringLiteral("city"), {{"do", "pay"}, {"qr_text", code.toStdString()}},
                                      answering(told, QStringLiteral("Paid with the phone.")));
                      });
    });
}

void oneTimeCode(const CallsPtr& calls, const StreetTold& told)
{
    calls->tell(QStringLiteral("city"), {{"do", "otp"}}, [told](const nlohmann::json& answer) {
        const QString code = QString::fromStdString(answer.value("code", ""));
        answering(told, {QStringLiteral("The one-time code is %1."), code})(answer);
    });
}

void addPhone(StreetActions& list, const CallsPtr& calls)
{
    const QString group = QStringLiteral("Phone");
    list.push_back({QStringLiteral("phone.pay"), group, QStringLiteral("Read and pay the code"),
                    [calls](const StreetTold& told) { payCode(calls, told); }});
    list.push_back({QStringLiteral("phone.otp"), group, QStringLiteral("Show the one-time code"),
                    [calls](const StreetTold& told) { oneTimeCode(calls, told); }});
}

void addPaper(StreetActions& list, const CallsPtr& calls)
{
    const QString group = QStringLiteral("Paper");
    const auto add = [&](const char* id, const char* label, const char* device, nlohmann::json what,
                         const char* sentence) {
        list.push_back({QString::fromLatin1(id), group, QString::fromLatin1(label),
                        order(calls, device, std::move(what), sentence)});
    };
    constexpr const char* kSlips = "receipt";
    constexpr const char* kSheets = "a4";
    add("slip.tear", "Tear off the slip", kSlips, {{"do", "tear"}}, "The slip is taken.");
    add("slip.out", "Slip roll: empty", kSlips, {{"do", "paper"}, {"state", "out"}}, "The slip roll is empty.");
    add("slip.in", "Slip roll: new", kSlips, {{"do", "paper"}, {"state", "full"}}, "A new slip roll is in.");
    add("slip.jam", "Slip: next one jams", kSlips, {{"do", "fault"}, {"kind", "jam"}, {"times", 1}},
        "The next slip jams.");
    add("slip.repair", "Slip: free the jam", kSlips, {{"do", "repair"}}, "The slip printer is free.");
    add("a4.out", "A4 tray: empty", kSheets, {{"do", "paper"}, {"state", "out"}}, "The A4 tray is empty.");
    add("a4.in", "A4 tray: full", kSheets, {{"do", "paper"}, {"state", "full"}}, "The A4 tray is full.");
    add("a4.jam", "A4: next one jams", kSheets, {{"do", "fault"}, {"kind", "jamBefore"}, {"times", 1}},
        "The next sheet jams.");
    add("a4.repair", "A4: free the jam", kSheets, {{"do", "repair"}}, "The A4 printer is free.");
}

void threeDaysPass(StreetCalls& calls, const StreetTold& told)
{
    calls.world().advance(std::chrono::hours(72));
    calls.tell(QStringLiteral("city"), {{"do", "decide"}, {"all", true}},
               answering(told, QStringLiteral("Three days later: the city has decided every case.")));
}

void addTown(StreetActions& list, const CallsPtr& calls)
{
    const QString town = QStringLiteral("City and clock");
    list.push_back({QStringLiteral("line.cut"), town, QStringLiteral("Cut the network"),
                    order(calls, "city", {{"do", "network"}, {"up", false}}, "The network is cut.")});
    list.push_back({QStringLiteral("line.mend"), town, QStringLiteral("Mend the network"),
                    order(calls, "city", {{"do", "network"}, {"up", true}}, "The network is back.")});
    list.push_back({QStringLiteral("days.three"), town, QStringLiteral("Three days pass"),
                    [calls](const StreetTold& told) { threeDaysPass(*calls, told); }});
    const auto clock = [&](const char* id, const char* label, std::chrono::seconds span) {
        list.push_back(
            {QString::fromLatin1(id), town, QString::fromLatin1(label), [calls, span](const StreetTold& told) {
                 calls->world().advance(span);
                 told({true, {QStringLiteral("The clock moved on %1 s."), QString::number(span.count())}});
             }});
    };
    clock("clock.minute", "Clock: a minute on", std::chrono::minutes(1));
    clock("clock.hour", "Clock: an hour on", std::chrono::hours(1));
}

void kill(const CallsPtr& calls, const QString& which, const StreetTold& told)
{
    const auto end = [told, which](bool isKilled) {
        told(isKilled ? StreetAnswer{true, {QStringLiteral("%1 was killed."), which}}
                      : StreetAnswer{false, QStringLiteral("it does not run")});
    };
    World& world = calls->world();
    if (which.startsWith(QLatin1String("host.")))
        return end(world.killProcess(which));
    if (which != QLatin1String("session"))
        return world.killSoon(which, [end, here = QPointer(calls.get())](bool isKilled) {
            if (here)
                end(isKilled);
        });
    calls->screen([end](const nlohmann::json& seen) {
        const qint64 pid = QFileInfo(QString::fromStdString(seen.value("hand", ""))).completeBaseName().toLongLong();
        end(pid > 0 && ::kill(static_cast<pid_t>(pid), SIGKILL) == 0);
    });
}

void addKills(StreetActions& list, const CallsPtr& calls)
{
    for (const char* which : {"session", "gateway", "kiosk", "host.idcard", "host.receipt", "host.a4",
                              "host.face-camera", "host.document-camera"})
    {
        const QString name = QString::fromLatin1(which);
        list.push_back({QStringLiteral("kill.") + name,
                        QStringLiteral("Kill"),
                        {QStringLiteral("%1"), name},
                        [calls, name](const StreetTold& told) { kill(calls, name, told); }});
    }
}

} // namespace

StreetActions streetActions(const std::shared_ptr<StreetCalls>& calls)
{
    StreetActions list;
    addPeople(list, calls);
    addPhone(list, calls);
    addPaper(list, calls);
    addTown(list, calls);
    for (StreetAction& action : moreActions(calls))
        list.push_back(std::move(action));
    addKills(list, calls);
    return list;
}

} // namespace banshi::journeys
