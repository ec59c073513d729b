// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "fake_host.h"
#include "hex.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::example_driver;

namespace
{

using Script = std::vector<std::pair<char, std::string>>;

/// An exchange that begins with opening the device.
Script opened(Script rest)
{
    rest.insert(rest.begin(), {{'>', "ID?"}, {'<', "ID EXAMPLE-1"}, {'>', "CLEAR"}, {'<', "CLEAR"}});
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
    void waitsForAFingerAndCapturesIt()
    {
        ExampleDevice device(replay(opened({{'>', "FINGER?"},
                                            {'<', "FINGER no"},
                                            {'>', "FINGER?"},
                                            {'<', "FINGER yes"},
                                            {'>', "CAPTURE"},
                                            {'<', "CAPTURE 00ff10"}})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        const auto captured = device.read(m_call);
        QVERIFY(captured.ok());
        QCOMPARE(captured->data, (std::vector<std::uint8_t>{0x00, 0xff, 0x10}));
        QCOMPARE(m_call.events(), std::size_t(3));
        QVERIFY(m_host.status<sdk::BiometricReaderStatus>()->captured);
    }

    void saysThatAFingerWasLiftedTooEarly()
    {
        ExampleDevice device(
            replay(opened({{'>', "FINGER?"}, {'<', "FINGER yes"}, {'>', "CAPTURE"}, {'<', "CAPTURE failed"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto captured = device.read(m_call);
        QVERIFY(!captured.ok());
        QCOMPARE(captured.failure().errorCode, std::string("readFailed"));
        QVERIFY(!m_host.status<sdk::BiometricReaderStatus>()->captured);
    }

    void comparesWhatItHasCaptured()
    {
        ExampleDevice device(replay(opened({{'>', "IMPORT 00ff10"},
                                            {'<', "IMPORT ok"},
                                            {'>', "MATCH"},
                                            {'<', "MATCH no capture"},
                                            {'>', "MATCH"},
                                            {'<', "MATCH 97"}})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.import({"reserved1", {0x00, 0xff, 0x10}}, m_call).ok());
        QCOMPARE(device.match(m_call).failure().errorCode, std::string("noCaptureData"));
        QCOMPARE(*device.match(m_call), 97);
    }

    void forgetsAlsoWhenNobodyWaitsForIt()
    {
        ExampleDevice device(replay(opened({{'>', "CLEAR"}, {'<', "CLEAR"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        m_call.cancel();
        QVERIFY(device.clear(m_call).ok());
    }

    void takesNoHexThatIsNone()
    {
        QVERIFY(!fromHex("0"));
        QVERIFY(!fromHex("0g"));
        QCOMPARE(toHex(*fromHex("00ff10")), std::string("00ff10"));
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"
