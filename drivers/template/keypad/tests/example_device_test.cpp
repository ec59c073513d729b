// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "fake_host.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::example_driver;

namespace
{

using Script = std::vector<std::pair<char, std::string>>;

const std::pair<char, std::string> kTell{'>', "TELL on"};
const std::pair<char, std::string> kTells{'<', "TELL on"};
const std::pair<char, std::string> kBeQuiet{'>', "TELL off"};
const std::pair<char, std::string> kIsQuiet{'<', "TELL off"};

/// An exchange that begins with opening the device.
Script opened(Script rest)
{
    rest.insert(
        rest.begin(),
        {{'>', "ID?"}, {'<', "ID EXAMPLE-1"}, kBeQuiet, kIsQuiet, {'>', "KEYS?"}, {'<', "KEYS four five enter"}});
    return rest;
}

} // namespace

/// The driver against recorded lines; the proving ground tries it against the simulator.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeHost m_host;
    FakeCall m_call;

private Q_SLOTS:
    void tellsKeysInTheirOrder()
    {
        ExampleDevice device(replay(opened({kTell, kTells, {'<', "KEY five"}, {'<', "KEY enter"}, kBeQuiet, kIsQuiet})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        QCOMPARE(device.capabilities().keys, (std::vector<std::string>{"four", "five", "enter"}));
        const auto keys = device.listen(2, m_call);
        QVERIFY(keys.ok());
        QCOMPARE(*keys, (std::vector<std::string>{"five", "enter"}));
        QCOMPARE(m_call.events(), std::size_t(2));
        QVERIFY(!m_host.status<sdk::KeypadStatus>()->listening);
    }

    void throwsAwayWhatNobodyAskedFor()
    {
        ExampleDevice device(replay(opened({kTell,
                                            {'<', "KEY four"},
                                            kTells,
                                            {'<', "KEY of another keypad"},
                                            {'<', "KEY five"},
                                            kBeQuiet,
                                            kIsQuiet})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        const auto keys = device.listen(1, m_call);
        QVERIFY(keys.ok());
        QCOMPARE(*keys, std::vector<std::string>{"five"});
    }

    void refusesADeviceThatDoesNotListItsKeys()
    {
        ExampleDevice device(
            replay({{'>', "ID?"}, {'<', "ID EXAMPLE-1"}, kBeQuiet, kIsQuiet, {'>', "KEYS?"}, {'<', "WHAT?"}}), m_host);
        const auto opened = device.open(m_call);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.failure().code, sdk::ErrorCode::HardwareError);
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"
