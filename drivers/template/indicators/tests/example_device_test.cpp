// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "fake_host.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::example_driver;

namespace
{

using Script = std::vector<std::pair<char, std::string>>;

/// An exchange that begins with opening the device.
Script opened(Script rest)
{
    rest.insert(rest.begin(), {{'>', "ID?"},
                               {'<', "ID EXAMPLE-1"},
                               {'>', "LIGHT cardReader off"},
                               {'<', "LIGHT cardReader off"},
                               {'>', "LIGHT receiptPrinter off"},
                               {'<', "LIGHT receiptPrinter off"},
                               {'>', "DOOR?"},
                               {'<', "DOOR closed"}});
    return rest;
}

} // namespace

/// The driver against recorded lines; the proving ground tries it against the simulator.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeHost m_host;
    FakeCall m_call;

    [[nodiscard]] const sdk::IndicatorsStatus& told() const { return *m_host.status<sdk::IndicatorsStatus>(); }

private Q_SLOTS:
    void setsOneLightAndLeavesTheOthers()
    {
        ExampleDevice device(replay(opened({{'>', "LIGHT cardReader slow"}, {'<', "LIGHT cardReader slow"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.setLights({{"cardReader", sdk::FlashRate::Slow}}, m_call).ok());
        QCOMPARE(told().lights.at("cardReader"), sdk::FlashRate::Slow);
        QCOMPARE(told().lights.at("receiptPrinter"), sdk::FlashRate::Off);
    }

    void tellsThatTheDoorWasOpened()
    {
        ExampleDevice device(replay(opened({{'>', "DOOR?"}, {'<', "DOOR open"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QCOMPARE(told().sensors.at("cabinetDoor"), std::string("closed"));
        QVERIFY(device.poll(m_call).ok());
        QCOMPARE(told().sensors.at("cabinetDoor"), std::string("open"));
    }

    void refusesALightThatIsNotThereBeforeAnyOtherIsSet()
    {
        ExampleDevice device(replay(opened({})), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto set =
            device.setLights({{"cardReader", sdk::FlashRate::Slow}, {"moon", sdk::FlashRate::Slow}}, m_call);
        QVERIFY(!set.ok());
        QCOMPARE(set.failure().code, sdk::ErrorCode::UnsupportedData);
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"
