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

/// An exchange that begins with opening the device and giving a card power.
Script powered(Script rest)
{
    rest.insert(rest.begin(), {{'>', "ID?"},
                               {'<', "ID EXAMPLE-1"},
                               {'>', "CARD?"},
                               {'<', "CARD no"},
                               {'>', "CARD?"},
                               {'<', "CARD yes"},
                               {'>', "POWER on"},
                               {'<', "ATR t1 3b80"}});
    return rest;
}

const sdk::CardFile kFile{{0xD1, 0x56, 0x00}, 0x0001, 0};

} // namespace

/// The driver against recorded lines; the proving ground tries it against the simulator.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeHost m_host;
    FakeCall m_call;

    [[nodiscard]] const sdk::CardReaderStatus& told() const { return *m_host.status<sdk::CardReaderStatus>(); }

private Q_SLOTS:
    void givesACardPower()
    {
        ExampleDevice device(replay(powered({})), m_host);
        QVERIFY(device.open(m_call).ok());
        QCOMPARE(told().power, sdk::ChipPower::NoCard);
        const auto card = device.read(m_call);
        QVERIFY(card.ok());
        QCOMPARE(card->protocol, sdk::ChipProtocol::T1);
        QCOMPARE(card->atr.bytes, (std::vector<std::uint8_t>{0x3b, 0x80}));
        QCOMPARE(told().power, sdk::ChipPower::Online);
    }

    void readsAFile()
    {
        ExampleDevice device(replay(powered({{'>', "APDU 00a4040003d15600"},
                                             {'<', "APDU 9000"},
                                             {'>', "APDU 00a40000020001"},
                                             {'<', "APDU 9000"},
                                             {'>', "APDU 00b0000000"},
                                             {'<', "APDU 41429000"}})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.read(m_call).ok());
        const auto file = device.readFile(kFile, m_call);
        QVERIFY(file.ok());
        QCOMPARE(file->bytes, (std::vector<std::uint8_t>{0x41, 0x42}));
    }

    void saysThatThereIsNoSuchFile()
    {
        ExampleDevice device(replay(powered({{'>', "APDU 00a4040003d15600"}, {'<', "APDU 6a82"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.read(m_call).ok());
        QCOMPARE(device.readFile(kFile, m_call).failure().errorCode, std::string("fileNotFound"));
    }

    void noticesThatTheCardWasTakenOut()
    {
        ExampleDevice device(replay(powered({{'>', "APDU 00a4040003d15600"}, {'<', "APDU none"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.read(m_call).ok());
        QCOMPARE(device.readFile(kFile, m_call).failure().errorCode, std::string("noMedia"));
        QCOMPARE(told().media, sdk::MediaState::NotPresent);
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"
