// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/status_bytes.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::receipt_escpos;
namespace sdk = banshi::drivers::sdk;

class StatusBytesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsAnswersByTheirFixedBits()
    {
        int accepted = 0;
        for (int byte = 0; byte < 256; ++byte)
            accepted += isStatusByte(static_cast<std::uint8_t>(byte)) ? 1 : 0;
        QCOMPARE(accepted, 16);
        QVERIFY(isStatusByte(0x12) && isStatusByte(0x7e));
        QVERIFY(!isStatusByte(0x00) && !isStatusByte(0x10) && !isStatusByte(0x92) && !isStatusByte(0x13));
    }

    void neverTakesAStatusByteForAnEndMarker()
    {
        for (int byte = 0; byte < 256; ++byte)
            QVERIFY(!isStatusByte(static_cast<std::uint8_t>(byte)) || !isMarkerByte(static_cast<std::uint8_t>(byte)));
        QVERIFY(isMarkerByte(0x00) && isMarkerByte(0x03) && isMarkerByte(0x0f));
        QVERIFY(!isMarkerByte(0x01) && !isMarkerByte(0x04) && !isMarkerByte(0xff));
    }

    void ignoresNoise()
    {
        Sensors sensors;
        for (const std::uint8_t noise : {0x00, 0xff, 0x80, 0x91, 0x06})
            for (const Question question :
                 {Question::Printer, Question::OfflineCause, Question::Error, Question::PaperRoll})
                apply(question, noise, sensors);
        QCOMPARE(sensors, Sensors());
    }

    // The bytes that a printer without paper sends: 1A, 32, 12, 7E.
    void readsPaperOutFromPublishedBytes()
    {
        Sensors sensors;
        apply(Question::Printer, 0x1a, sensors);
        apply(Question::OfflineCause, 0x32, sensors);
        apply(Question::Error, 0x12, sensors);
        apply(Question::PaperRoll, 0x7e, sensors);
        QVERIFY(sensors.offline && sensors.stoppedAtPaperEnd && sensors.paperOut && !sensors.coverOpen);
        QCOMPARE(refusalFor(sensors), std::string("paperOut"));
        QCOMPARE(statusOf(sensors).paper, sdk::PaperState::Out);
    }

    void mapsEachFault_data()
    {
        QTest::addColumn<int>("question");
        QTest::addColumn<int>("byte");
        QTest::addColumn<QString>("refusal");
        QTest::addColumn<int>("device");
        QTest::newRow("ready") << 3 << 0x12 << QString() << int(sdk::DeviceState::Online);
        QTest::newRow("cover") << 2 << 0x16 << QStringLiteral("coverOpen") << int(sdk::DeviceState::UserError);
        QTest::newRow("cutter") << 3 << 0x1a << QStringLiteral("cutterFailed") << int(sdk::DeviceState::HardwareError);
        QTest::newRow("jam") << 3 << 0x16 << QStringLiteral("paperJammed") << int(sdk::DeviceState::HardwareError);
        QTest::newRow("broken") << 3 << 0x32 << QStringLiteral("paperJammed") << int(sdk::DeviceState::HardwareError);
        QTest::newRow("hot head") << 3 << 0x52 << QString() << int(sdk::DeviceState::DeviceBusy);
        QTest::newRow("near end") << 4 << 0x1e << QString() << int(sdk::DeviceState::Online);
    }
    void mapsEachFault()
    {
        QFETCH(int, question);
        QFETCH(int, byte);
        QFETCH(QString, refusal);
        QFETCH(int, device);
        Sensors sensors;
        apply(static_cast<Question>(question), static_cast<std::uint8_t>(byte), sensors);
        QCOMPARE(QString::fromStdString(refusalFor(sensors)), refusal);
        QCOMPARE(int(statusOf(sensors).common.device), device);
    }

    void reportsPaperNearItsEndAsLow()
    {
        Sensors sensors;
        apply(Question::PaperRoll, 0x1e, sensors);
        QCOMPARE(statusOf(sensors).paper, sdk::PaperState::Low);
        QCOMPARE(statusOf(sensors).common.reasons, std::vector<std::string>{"paper-near-end"});
    }
};

BANSHI_TEST(StatusBytesTest)
#include "status_bytes_test.moc"
