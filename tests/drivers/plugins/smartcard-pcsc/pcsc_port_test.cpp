// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/pcsc_port.h"

#include "banshi/drivers/plugins/smartcard_pcsc/chip_commands.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using namespace banshi::drivers::plugins::smartcard_pcsc;
using Bytes = std::vector<std::uint8_t>;

/// The port against a real pcscd with a virtual reader. One simulator for all: libpcsclite asks once where pcscd is.
class PcscPortTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;

    bool order(const nlohmann::json& request) { return m_simulator->control(request).value("ok", false); }
    std::unique_ptr<CardPort> openPort()
    {
        auto port = PcscPort::open("Virtual PCD");
        return port ? std::move(*port) : nullptr;
    }
    static bool isThere(CardPort& port)
    {
        const auto there = port.hasCard(0ms);
        return there && *there;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(QStringLiteral("banshi-virtual-smartcard"),
                                   {QStringLiteral("--socket"), QStringLiteral("%/pcscd"), QStringLiteral("--content"),
                                    QString(700, u'x') + QStringLiteral("end")}));
        qputenv("PCSCLITE_CSOCK_NAME", m_simulator->path(QStringLiteral("pcscd")).toUtf8());
    }
    void cleanupTestCase() { m_simulator.reset(); }
    void init() { QVERIFY(order({{"do", "clear"}}) && order({{"do", "remove"}})); }

    void readsTheFilesOfACard()
    {
        const auto port = openPort();
        QVERIFY(port != nullptr);
        QTRY_VERIFY(!isThere(*port));
        QVERIFY(order({{"do", "insert"}}));
        QTRY_VERIFY(isThere(*port));
        const auto card = port->powerOn();
        QVERIFY2(card.ok(), card.ok() ? "" : card.failure().detail.c_str());
        QCOMPARE(card->protocol, sdk::ChipProtocol::T0);
        QCOMPARE(card->atr.bytes, (Bytes{0x3B, 0x65, 0x00, 0x00, 0x42, 0x41, 0x4E, 0x53, 0x48}));
        const auto transmit = [&](const Bytes& command) { return port->transmit(command); };
        const Bytes application{0xD1, 0x56, 0x00, 0x04, 0x40, 0x39, 0x90};
        const auto file = readCardFile({application, 0x0001, 0}, transmit);
        QVERIFY2(file.ok(), file.ok() ? "" : file.failure().detail.c_str());
        QCOMPARE(std::string(file->bytes.begin(), file->bytes.end()), std::string(700, 'x') + "end");
        const auto record = readCardFile({application, 0x0002, 2}, transmit);
        QCOMPARE(std::string(record->bytes.begin(), record->bytes.end()), std::string("second record"));
        QCOMPARE(readCardFile({{}, 0xEF05, 0}, transmit)->bytes.size(), std::size_t(16));
        QCOMPARE(readCardFile({application, 0x0009, 0}, transmit).failure().errorCode, std::string("fileNotFound"));
    }

    void saysWhyACardDoesNotAnswer()
    {
        const auto port = openPort();
        QVERIFY(order({{"do", "insert"}}));
        QTRY_VERIFY(isThere(*port));
        QVERIFY(port->powerOn().ok());
        QVERIFY(order({{"do", "fault"}, {"kind", "takenOut"}}));
        const auto taken = port->transmit({0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00});
        QVERIFY(!taken.ok());
        QVERIFY(taken.failure().code == sdk::ErrorCode::CommandError);
        QTRY_VERIFY(!isThere(*port));
        const auto absent = port->powerOn();
        QCOMPARE(absent.failure().errorCode, std::string("noMedia"));
    }

    void takesNoHalfOrForeignAnswerForTheFile_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char* kind : {"halfFrame", "otherAnswer", "noise"})
            QTest::newRow(kind) << QByteArray(kind);
    }
    void takesNoHalfOrForeignAnswerForTheFile()
    {
        QFETCH(QByteArray, kind);
        const auto port = openPort();
        QVERIFY(order({{"do", "insert"}}));
        QTRY_VERIFY(isThere(*port));
        QVERIFY(port->powerOn().ok());
        const auto transmit = [&](const Bytes& command) { return port->transmit(command); };
        const Bytes application{0xD1, 0x56, 0x00, 0x04, 0x40, 0x39, 0x90};
        QVERIFY(order({{"do", "fault"}, {"kind", kind.toStdString()}}));
        const auto file = readCardFile({application, 0x0001, 0}, transmit);
        const bool isRight = file.ok() && file->bytes.size() == 703; // the foreign answer was as good as its own
        port->powerOff();
        QVERIFY(!file.ok() || isRight);
    }

    void waitsForACardThatSaysNothingForAWhile()
    {
        const auto port = openPort();
        QVERIFY(order({{"do", "insert"}}));
        QTRY_VERIFY(isThere(*port));
        QVERIFY(port->powerOn().ok());
        QVERIFY(order({{"do", "fault"}, {"kind", "silence"}, {"ms", 200}}));
        const auto transmit = [&](const Bytes& command) { return port->transmit(command); };
        QCOMPARE(readCardFile({{}, 0xEF05, 0}, transmit)->bytes.size(), std::size_t(16));
        port->powerOff();
    }

    void letsNoOtherProgramHaveTheCard()
    {
        const auto port = openPort();
        QVERIFY(order({{"do", "insert"}}));
        QTRY_VERIFY(isThere(*port));
        QVERIFY(port->powerOn().ok());
        const auto second = openPort();
        QCOMPARE(second->powerOn().failure().code, sdk::ErrorCode::DeviceNotReady);
        port->powerOff();
        QVERIFY(second->powerOn().ok());
    }

    void noticesThatTheReaderIsGone()
    {
        const auto port = openPort();
        QVERIFY(!PcscPort::open("Other reader").ok());
        QVERIFY(order({{"do", "fault"}, {"kind", "unplug"}}));
        QTRY_COMPARE(port->hasCard(0ms).ok(), false);
        QVERIFY(!PcscPort::open("Virtual PCD").ok());
        QVERIFY(order({{"do", "plug"}}));
        QTRY_VERIFY(openPort() != nullptr);
    }
};

BANSHI_TEST(PcscPortTest)
#include "pcsc_port_test.moc"
