// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_world.h"

#include "banshi/testing/suite.h"

#include <QTemporaryDir>
#include <QTest>

using namespace banshi::journeys;

namespace
{

constexpr std::chrono::seconds kPatience(30);

} // namespace

/// The machine that a person plays with (`packaging/demo.sh`): it has one of every device.
class EveryDeviceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsReadyWithOneOfEveryDeviceAndTheirFaults()
    {
        const QTemporaryDir folder;
        WorldPlaces places = placesIn(folder.path());
        places.everyDevice = true;
        World world(places);
        QVERIFY2(world.start(), qPrintable(world.whyNot()));
        const auto simulators = world.simulators();
        QCOMPARE(simulators.size(), std::size_t(12));
        for (const auto& [device, socketPath] : simulators)
        {
            const auto answer = world.simulator(device, {{"do", "faults"}});
            QVERIFY2(!answer.value("faults", nlohmann::json::array()).empty(), qPrintable(device));
        }
        // Its driver is at the other end of each wire.
        for (const char* device :
             {"scanner", "hidpos", "keypad", "fingerprint", "indicator", "payterm", "zvt", "smartcard"})
            QVERIFY2(waitUntil([&] { return world.hostPid(QString::fromLatin1(device)) > 0; }, kPatience), device);
        for (const char* terminal : {"payterm", "zvt"})
            QVERIFY2(waitUntil(
                         [&] {
                             return world.simulator(QString::fromLatin1(terminal), {{"do", "state"}})
                                 .value("connected", false);
                         },
                         kPatience),
                     terminal);
    }
};

BANSHI_TEST(EveryDeviceTest)
#include "every_device_test.moc"
