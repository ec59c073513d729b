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

constexpr int kFaceRate = 15; // pictures a second
constexpr int kDocumentRate = 10;

// The 17th digit of an identity number (GB 11643): odd for men. On the card: 1 man, 2 woman.
std::string sexOf(const Person& person)
{
    constexpr std::size_t kSexDigit = 16;
    return (person.number.at(kSexDigit) - '0') % 2 == 1 ? "1" : "2";
}

nlohmann::json playing(const char* stream, const QString& folder, int fps, const QString& then = {})
{
    nlohmann::json order{{"do", "play"}, {"stream", stream}, {"folder", folder.toStdString()}, {"fps", fps}};
    if (!then.isEmpty())
        order["then"] = then.toStdString();
    return order;
}

bool obeys(World& world, const nlohmann::json& order)
{
    return !order.empty() && world.camera(order).value("ok", false);
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

nlohmann::json standing(World& world, const Person& person, Place place)
{
    const QString folder = world.personFolder(person.faceSeed);
    const QString where = place == Place::TooFar ? QStringLiteral("/far") : QStringLiteral("/frames");
    return folder.isEmpty() ? nlohmann::json::object() : playing("face", folder + where, kFaceRate);
}

nlohmann::json moving(World& world, const Person& person, Movement movement)
{
    static const std::map<Movement, QString> folders{{Movement::TurnLeft, QStringLiteral("/left")},
                                                     {Movement::TurnRight, QStringLiteral("/right")},
                                                     {Movement::Blink, QStringLiteral("/blink")},
                                                     {Movement::OpenMouth, QStringLiteral("/mouth")},
                                                     {Movement::Nod, QStringLiteral("/nod")}};
    const QString folder = world.personFolder(person.faceSeed);
    if (folder.isEmpty())
        return nlohmann::json::object();
    return playing("face", folder + folders.at(movement), kFaceRate, folder + QStringLiteral("/frames"));
}

// A print can be swung; whatever else it is asked for, it stays as it is.
nlohmann::json holdingPhoto(World& world, const Person& person, std::optional<Movement> turn)
{
    const QString photo = world.photoFolder(person.faceSeed);
    if (photo.isEmpty())
        return nlohmann::json::object();
    if (turn == Movement::TurnLeft || turn == Movement::TurnRight)
        return playing("face",
                       photo + (turn == Movement::TurnLeft ? QStringLiteral("-left") : QStringLiteral("-right")),
                       kFaceRate, photo);
    return playing("face", photo, kFaceRate);
}

nlohmann::json sceneBefore(World& world)
{
    const QString folder = world.personFolder(firstPerson().faceSeed);
    return folder.isEmpty() ? nlohmann::json::object()
                            : playing("document", folder + QStringLiteral("/scene"), kDocumentRate);
}

nlohmann::json nobodyBefore()
{
    return {{"do", "blank"}, {"stream", "face"}};
}

bool standBeforeCamera(World& world, const Person& person, Place place)
{
    return obeys(world, standing(world, person, place));
}

bool move(World& world, const Person& person, Movement movement)
{
    return obeys(world, moving(world, person, movement));
}

bool holdPhoto(World& world, const Person& person, std::optional<Movement> turn)
{
    return obeys(world, holdingPhoto(world, person, turn));
}

bool leaveCamera(World& world)
{
    return obeys(world, nobodyBefore());
}

bool layBeforeCamera(World& world)
{
    return obeys(world, sceneBefore(world));
}

} // namespace banshi::journeys
