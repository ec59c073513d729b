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
    rest.insert(rest.begin(), {{'>', "ID?"}, {'<', "ID EXAMPLE-1"}, {'>', "SCAN off"}, {'<', "SCAN off"}});
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
    void readsACodeAndPutsTheLightOut()
    {
        ExampleDevice device(
            replay(opened(
                {{'>', "SCAN on"}, {'<', "SCAN on"}, {'<', "CODE qr 12345"}, {'>', "SCAN off"}, {'<', "SCAN off"}})),
            m_host);
        QVERIFY(device.open(m_call).ok());
        const auto code = device.read({}, m_call);
        QVERIFY(code.ok());
        QCOMPARE(code->symbology, sdk::Symbology::QrCode);
        QCOMPARE(std::string(code->data.begin(), code->data.end()), std::string("12345"));
        QCOMPARE(m_host.status<sdk::BarcodeReaderStatus>()->scanner, sdk::ScannerState::Off);
    }

    void throwsAwayWhatNobodyAskedFor()
    {
        ExampleDevice device(replay(opened({{'>', "SCAN on"},
                                            {'<', "CODE qr somebody else's"},
                                            {'<', "SCAN on"},
                                            {'<', "CODE c128 of another kind"},
                                            {'<', "CODE qr 12345"},
                                            {'>', "SCAN off"},
                                            {'<', "SCAN off"}})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        const auto code = device.read({sdk::Symbology::QrCode}, m_call);
        QVERIFY(code.ok());
        QCOMPARE(code->data.size(), std::size_t(5));
    }

    void saysThatACodeWasDamaged()
    {
        ExampleDevice device(
            replay(opened({{'>', "SCAN on"}, {'<', "SCAN on"}, {'<', "CODE ?"}, {'>', "SCAN off"}, {'<', "SCAN off"}})),
            m_host);
        QVERIFY(device.open(m_call).ok());
        const auto code = device.read({}, m_call);
        QVERIFY(!code.ok());
        QCOMPARE(code.failure().errorCode, std::string("barcodeInvalid"));
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"
