// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"

#include <QFile>

namespace banshi::journeys
{

Person firstPerson()
{
    return {1, "小𠮷测", "440399199001010018", "19900101"};
}

Person secondPerson()
{
    return {2, "欧阳试样", "440399193512310082", "19351231"};
}

nlohmann::json cardOf(World& world, const Person& person)
{
    QFile portrait(world.personFolder(person.faceSeed) + QStringLiteral("/chip.webp"));
    if (!portrait.open(QIODevice::ReadOnly))
        return {};
    return {{"cardType", "citizen"},
            {"name", person.name},
            {"sex", "1"},
            {"nation", "01"},
            {"birth", person.birth},
            {"address", "测试市未定区样例街道一号"},
            {"number", person.number},
            {"issuer", "测试市公安局未定分局"},
            {"validFrom", "20200101"},
            {"validTo", "长期"},
            {"photoWebp", portrait.readAll().toBase64().toStdString()}};
}

bool standBeforeCamera(World& world, const Person& person)
{
    const QString folder = world.personFolder(person.faceSeed);
    return !folder.isEmpty() &&
           world.camera({{"do", "play"}, {"stream", "face"}, {"folder", (folder + QStringLiteral("/frames")).toStdString()}, {"fps", 15}})
               .value("ok", false);
}

bool layBeforeCamera(World& world)
{
    const QString folder = world.personFolder(firstPerson().faceSeed);
    return !folder.isEmpty() &&
           world.camera({{"do", "play"}, {"stream", "document"}, {"folder", (folder + QStringLiteral("/scene")).toStdString()}, {"fps", 10}})
               .value("ok", false);
}

} // namespace banshi::journeys
