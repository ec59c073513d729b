// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"

#include <QFile>
#include <map>

namespace banshi::journeys
{

Person firstPerson()
{
    return {110, "小𠮷测", "440399199001010018", "19900101"};
}

Person secondPerson()
{
    return {2, "欧阳试样", "440399193512310082", "19351231"};
}

namespace
{

// The 17th digit of an identity number (GB 11643): odd for men. On the card: 1 man, 2 woman.
std::string sexOf(const Person& person)
{
    constexpr std::size_t kSexDigit = 16;
    return (person.number.at(kSexDigit) - '0') % 2 == 1 ? "1" : "2";
}

bool play(World& world, const char* stream, const QString& folder, int fps, const QString& then = {})
{
    nlohmann::json order{{"do", "play"}, {"stream", stream}, {"folder", folder.toStdString()}, {"fps", fps}};
    if (!then.isEmpty())
        order["then"] = then.toStdString();
    return world.camera(order).value("ok", false);
}

} // namespace

nlohmann::json cardOf(World& world, const Person& person)
{
    QFile portrait(world.personFolder(person.faceSeed) + QStringLiteral("/chip.webp"));
    if (!portrait.open(QIODevice::ReadOnly))
        return {};
    return {{"cardType", "citizen"},
            {"name", person.name},
            {"sex", sexOf(person)},
            {"nation", "01"},
            {"birth", person.birth},
            {"address", "测试市未定区样例街道一号"},
            {"number", person.number},
            {"issuer", "测试市公安局未定分局"},
            {"validFrom", "20200101"},
            {"validTo", "长期"},
            {"photoWebp", portrait.readAll().toBase64().toStdString()}};
}

bool standBeforeCamera(World& world, const Person& person, Place place)
{
    const QString folder = world.personFolder(person.faceSeed);
    const QString where = place == Place::TooFar ? QStringLiteral("/far") : QStringLiteral("/frames");
    return !folder.isEmpty() && play(world, "face", folder + where, 15);
}

bool move(World& world, const Person& person, Movement movement)
{
    static const std::map<Movement, QString> folders{{Movement::TurnLeft, QStringLiteral("/left")},
                                                     {Movement::TurnRight, QStringLiteral("/right")},
                                                     {Movement::Blink, QStringLiteral("/blink")},
                                                     {Movement::OpenMouth, QStringLiteral("/mouth")},
                                                     {Movement::Nod, QStringLiteral("/nod")}};
    const QString folder = world.personFolder(person.faceSeed);
    return !folder.isEmpty() &&
           play(world, "face", folder + folders.at(movement), 15, folder + QStringLiteral("/frames"));
}

bool holdPhoto(World& world, const Person& person, std::optional<Movement> turn)
{
    const QString photo = world.photoFolder(person.faceSeed);
    if (photo.isEmpty())
        return false;
    if (turn == Movement::TurnLeft || turn == Movement::TurnRight)
        return play(world, "face",
                    photo + (turn == Movement::TurnLeft ? QStringLiteral("-left") : QStringLiteral("-right")), 15,
                    photo);
    return turn.has_value() || play(world, "face", photo, 15);
}

bool leaveCamera(World& world)
{
    return world.camera({{"do", "blank"}, {"stream", "face"}}).value("ok", false);
}

bool layBeforeCamera(World& world)
{
    const QString folder = world.personFolder(firstPerson().faceSeed);
    return !folder.isEmpty() && play(world, "document", folder + QStringLiteral("/scene"), 10);
}

} // namespace banshi::journeys
