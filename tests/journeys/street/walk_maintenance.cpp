// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk_maintenance.h"

#include "journey.h"

#include <QDir>

namespace banshi::journeys
{

namespace
{

const QString kPin = QString::fromLatin1(kMaintenancePin);
const QString kStaff = QStringLiteral("1234");
constexpr std::chrono::seconds kFirstLock(32); // the lock-out's first span, and a little
constexpr std::chrono::seconds kStride(4);     // time jumps no further, or the session would count as silent
constexpr std::chrono::milliseconds kHeartbeat(1500);

void rest(std::chrono::milliseconds span)
{
    (void)waitUntil([] { return false; }, span);
}

// The logo is held for five seconds, let go, then touched three times; machine time is moved instead of waited for.
void makeGesture(Journey& journey)
{
    World& world = journey.world();
    journey.act(QStringLiteral("the logo cannot be held"), [&] {
        constexpr std::chrono::milliseconds kPressed(1500);
        if (!world.finger().hold(QStringLiteral("bar.logo"), kPressed))
            return false;
        world.advance(std::chrono::seconds(5));
        rest(kPressed + std::chrono::milliseconds(500)); // until the finger is up
        for (int touch = 0; touch < 3; ++touch)
            if (!world.finger().tap(QStringLiteral("bar.logo")))
                return false;
        return true;
    });
}

// From the page that asks for the PIN to the menu.
void passDoor(Journey& journey)
{
    journey.type(kPin)
        .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
        .expectWidget(QStringLiteral("key.1"))
        .type(kStaff)
        .tap(QStringLiteral("foot.next"), QStringLiteral("maintenance"));
}

void enterNewMachine(Journey& journey)
{
    journey.expect(QStringLiteral("front"));
    makeGesture(journey);
    journey.expect(QStringLiteral("pin")).expectWidget(QStringLiteral("key.1"));
    journey.type(QStringLiteral("123456")).tap(QStringLiteral("foot.next"), QStringLiteral("pin"));
    journey.type(kPin).tap(QStringLiteral("foot.next"), QStringLiteral("pin"));
    passDoor(journey);
}

/// Number of files of the street's paper with this beginning and end.
qsizetype papers(World& world, const QString& pattern)
{
    return QDir(world.paperFolder()).entryList({pattern}, QDir::Files).size();
}

void testDevice(Journey& journey, const QString& device)
{
    const auto passed = [&journey, what = "device.tested", device] {
        const auto audit = journey.world().gateway(QStringLiteral("/local/audit?limit=1"));
        const auto entries = audit ? audit->value("entries", nlohmann::json::array()) : nlohmann::json::array();
        return !entries.empty() && entries[0].value("what", "") == what &&
               entries[0]["after"]["device"] == device.toStdString() && entries[0]["after"]["result"] == "passed";
    };
    journey.tap(QStringLiteral("device.%1.test").arg(device), QStringLiteral("maintenance"))
        .act(QStringLiteral("the test of %1 does not pass").arg(device),
             [&] { return waitUntil(passed, std::chrono::seconds(30)); });
}

void testDevices(Journey& journey)
{
    World& world = journey.world();
    const auto slips = papers(world, QStringLiteral("receipt-*.txt"));
    const auto pages = papers(world, QStringLiteral("*.pdf"));
    for (const char* device : {"idcard", "receipt", "a4", "face-camera", "document-camera"})
        testDevice(journey, QString::fromUtf8(device));
    journey.tap(QStringLiteral("section.overview"), QStringLiteral("maintenance"))
        .act(QStringLiteral("no test slip came out"),
             [&] { return papers(world, QStringLiteral("receipt-*.txt")) == slips + 1; })
        .act(QStringLiteral("no test page came out"),
             [&] { return papers(world, QStringLiteral("*.pdf")) == pages + 1; })
        .act(QStringLiteral("the slip printer does not run out of paper"),
             [&] {
                 return world.slipPrinter({{"do", "paper"}, {"state", "out"}}).value("ok", false);
             })
        .expectWidget(QStringLiteral("maintenance.first"))
        .tap(QStringLiteral("bar.language"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("bar.language"), QStringLiteral("maintenance"))
        .act(QStringLiteral("the slip printer takes no paper"),
             [&] {
                 return world.slipPrinter({{"do", "paper"}, {"state", "full"}}).value("ok", false);
             })
        .tap(QStringLiteral("maintenance.first"), QStringLiteral("maintenance"))
        .act(QStringLiteral("paper and a test do not bring the services back"), [&] {
            return waitUntil(
                [&] {
                    return !world.finger().sees(QStringLiteral("maintenance.first")) &&
                           world.finger().sees(QStringLiteral("foot.finish"));
                },
                std::chrono::seconds(20));
        });
}

void switchService(Journey& journey)
{
    journey.tap(QStringLiteral("section.services"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("switch.utl.water"), QStringLiteral("form"))
        .tap(QStringLiteral("choice.platform"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.next"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("section.audit"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("bar.language"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("bar.language"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("foot.finish"), QStringLiteral("front"))
        .tap(QStringLiteral("foot.extra"), QStringLiteral("serviceList"))
        .tap(QStringLiteral("service.utl.water"), QStringLiteral("message"))
        .tap(QStringLiteral("foot.back"), QStringLiteral("front"));
}

void waitForResident(Journey& journey)
{
    World& world = journey.world();
    journey.tap(QStringLiteral("foot.extra"), QStringLiteral("serviceList"))
        .tap(QStringLiteral("service.grid.report"), QStringLiteral("form"));
    makeGesture(journey);
    journey.tap(QStringLiteral("choice.fire"), QStringLiteral("form"))
        .tap(QStringLiteral("foot.back"), QStringLiteral("pin"))
        .expectWidget(QStringLiteral("key.1"));
    for (int wrong = 0; wrong < 3; ++wrong)
        journey.type(QString::fromLatin1(kWrongMaintenancePin))
            .tap(QStringLiteral("foot.next"), QStringLiteral("pin"))
            .act(QStringLiteral("the PIN is not judged"),
                 [&] {
                     return waitUntil(
                         [&] {
                             return world.finger().sees(QStringLiteral("foot.next")) ||
                                    !world.finger().sees(QStringLiteral("key.1"));
                         },
                         std::chrono::seconds(10));
                 })
            .expect(QStringLiteral("pin"));
    journey.act(QStringLiteral("the third wrong PIN does not lock"), [&] {
        return waitUntil([&] { return !world.finger().sees(QStringLiteral("key.1")); }, std::chrono::seconds(5));
    });
    journey.expect(QStringLiteral("pin")).act(QStringLiteral("the lock does not open"), [&] {
        for (std::chrono::seconds gone(0); gone < kFirstLock; gone += kStride)
        {
            world.advance(kStride);
            rest(kHeartbeat);
        }
        return waitUntil([&] { return world.finger().sees(QStringLiteral("key.1")); }, std::chrono::seconds(5));
    });
    passDoor(journey);
}

} // namespace

void walkMaintenance(Journey& journey)
{
    enterNewMachine(journey);
    testDevices(journey);
    switchService(journey);
    waitForResident(journey);
    journey.tap(QStringLiteral("section.services"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("switch.utl.water"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("section.audit"), QStringLiteral("maintenance"))
        .tap(QStringLiteral("foot.finish"), QStringLiteral("front"))
        .act(QStringLiteral("the water bill is still off"), [&] {
            const auto off = journey.world().gateway(QStringLiteral("/local/settings/services.switchedOff"));
            return off && off->value("value", nlohmann::json()).empty();
        });
}

} // namespace banshi::journeys
