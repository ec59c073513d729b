// SPDX-License-Identifier: GPL-3.0-or-later
#include "journeys.h"

#include "identify.h"
#include "people.h"
#include "phone.h"
#include "walk_maintenance.h"
#include "walk_refusals.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace banshi::journeys
{

namespace
{

bool isOk(const nlohmann::json& answer)
{
    return answer.value("ok", false);
}

QString newestSlip(World& world)
{
    const QDir paper(world.paperFolder());
    const auto slips = paper.entryList({QStringLiteral("receipt-*.txt")}, QDir::Files, QDir::Name);
    QFile file(paper.filePath(slips.value(slips.size() - 1)));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void walkPayList(Journey& journey)
{
    journey.expect(QStringLiteral("front"))
        .tap(QStringLiteral("category.certificates"), QStringLiteral("serviceList"))
        .tap(QStringLiteral("service.hr.pay-list"), QStringLiteral("consent"));
    identifyByFace(journey, firstPerson(), QStringLiteral("form"));
    journey.tap(QStringLiteral("choice.all"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("progress"))
        .expect(QStringLiteral("done"))
        .tap(QStringLiteral("rating.5"), QStringLiteral("done"))
        .tap(QStringLiteral("foot.finish"), QStringLiteral("front"));
}

void walkNoCrime(Journey& journey)
{
    World& world = journey.world();
    journey.expect(QStringLiteral("front")).tap(QStringLiteral("foot.next"), QStringLiteral("consent"));
    identifyByFace(journey, secondPerson(), QStringLiteral("form"), QStringLiteral("service.pol.no-crime"));
    journey.tap(QStringLiteral("choice.qualification"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
        .tap(QStringLiteral("choice.1"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
        .tap(QStringLiteral("choice.zh"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("progress"))
        .expect(QStringLiteral("done"))
        .tap(QStringLiteral("foot.finish"), QStringLiteral("front"));
    QString code;
    journey.act(QStringLiteral("no pick-up code stands on the slip"), [&] {
        static const QRegularExpression pattern(QStringLiteral("\\b[0-9A-Z]{10}\\b"));
        code = pattern.match(newestSlip(world)).captured();
        return !code.isEmpty();
    });
    journey
        .act(QStringLiteral("the city cannot decide"),
             [&] {
                 return isOk(world.city({{"do", "decide"}, {"all", true}}));
             })
        .tap(QStringLiteral("foot.other"), QStringLiteral("form"))
        .expectWidget(QStringLiteral("key.q"))
        .type(code.toLower())
        .tap(QStringLiteral("foot.next"), QStringLiteral("consent"));
    identifyByCode(journey, secondPerson(), QStringLiteral("progress"));
    journey.expect(QStringLiteral("done")).tap(QStringLiteral("foot.finish"), QStringLiteral("front"));
}

void walkWater(Journey& journey)
{
    World& world = journey.world();
    journey.expect(QStringLiteral("front"))
        .tap(QStringLiteral("category.payments"), QStringLiteral("serviceList"))
        .tap(QStringLiteral("service.utl.water"), QStringLiteral("form"))
        .type(journey.wishes().waterAccount)
        .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("pay"))
        .expectWidget(QStringLiteral("pay.code"))
        .act(QStringLiteral("the phone cannot read and pay the code on the screen"),
             [&] {
                 const QString code = scanCode(journey.photograph());
                 return !code.isEmpty() && isOk(world.city({{"do", "pay"}, {"qr_text", code.toStdString()}}));
             })
        .expect(QStringLiteral("done"))
        .tap(QStringLiteral("foot.finish"), QStringLiteral("front"));
}

void walkReport(Journey& journey)
{
    World& world = journey.world();
    const auto pending = [&world] {
        const auto health = world.gateway(QStringLiteral("/local/health"));
        return health ? health->value("queue", nlohmann::json::object()).value("pending", -1) : -1;
    };
    journey.expect(QStringLiteral("front"))
        .act(QStringLiteral("the network cannot be cut"),
             [&] {
                 return isOk(world.city({{"do", "network"}, {"up", false}}));
             })
        .act(QStringLiteral("the machine does not notice that the line is down"),
             [&] {
                 return waitUntil(
                     [&] {
                         const auto health = world.gateway(QStringLiteral("/local/health"));
                         return health && !health->value("upstream", nlohmann::json::object()).value("reachable", true);
                     },
                     std::chrono::seconds(40));
             })
        .tap(QStringLiteral("foot.extra"), QStringLiteral("serviceList"))
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
        .act(QStringLiteral("nothing lies before the document camera"), [&] { return layBeforeCamera(world); })
        .tap(QStringLiteral("foot.next"), QStringLiteral("photo"))
        .tap(QStringLiteral("photo.take"), QStringLiteral("photo"))
        .expectWidget(QStringLiteral("photo.delete.0"))
        .expect(QStringLiteral("photo"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("progress"))
        .expect(QStringLiteral("done"))
        .act(QStringLiteral("the queue does not hold the report"), [&] { return pending() > 0; })
        .tap(QStringLiteral("foot.finish"), QStringLiteral("front"))
        .moment(QStringLiteral("queued"))
        .act(QStringLiteral("the network cannot be mended"),
             [&] {
                 return isOk(world.city({{"do", "network"}, {"up", true}}));
             })
        .act(QStringLiteral("the report does not reach the city"),
             [&] { return waitUntil([&] { return pending() == 0; }, std::chrono::seconds(60)); });
}

} // namespace

std::vector<NamedJourney> allJourneys()
{
    return {{QStringLiteral("hr.pay-list"), walkPayList},
            {QStringLiteral("pol.no-crime"), walkNoCrime},
            {QStringLiteral("utl.water"), walkWater},
            {QStringLiteral("grid.report"), walkReport}};
}

std::vector<NamedJourney> extraJourneys()
{
    return {{QStringLiteral("maintenance"), walkMaintenance}, {QStringLiteral("refusals"), walkRefusals}};
}

} // namespace banshi::journeys
