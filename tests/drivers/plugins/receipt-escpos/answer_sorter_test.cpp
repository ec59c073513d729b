// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/answer_sorter.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::receipt_escpos;

class AnswerSorterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForThePaperStatus()
    {
        QCOMPARE(AnswerSorter(EndMarker::PaperStatus, 7).request(), (std::vector<std::uint8_t>{0x1d, 0x72, 0x01}));
    }

    void tellsMarkerStatusAndNoiseApart()
    {
        AnswerSorter sorter(EndMarker::PaperStatus, 1);
        QCOMPARE(sorter.hear(0xa5), Heard::Noise);
        QCOMPARE(sorter.hear(0x12), Heard::Status);
        QCOMPARE(sorter.hear(0x01), Heard::Noise);
        QCOMPARE(sorter.hear(0x03), Heard::EndOfSlip);
    }

    void takesTheEndOfBuffersClearedForNoMarker()
    {
        AnswerSorter sorter(EndMarker::PaperStatus, 1);
        for (const std::uint8_t byte : {0x37, 0x25, 0x00})
            QCOMPARE(sorter.hear(byte), Heard::Noise);
        QCOMPARE(sorter.hear(0x00), Heard::EndOfSlip);
    }

    void asksForAnEchoOfTheSlipsNumber()
    {
        const std::vector<std::uint8_t> expected{0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, '0', '0', '4', '2'};
        QCOMPARE(AnswerSorter(EndMarker::ProcessId, 42).request(), expected);
    }

    void acceptsOnlyTheEchoOfThisSlip()
    {
        AnswerSorter sorter(EndMarker::ProcessId, 42);
        for (const std::uint8_t byte : {0x37, 0x22, 0x30, 0x30, 0x34, 0x31, 0x00}) // slip 41
            QVERIFY(sorter.hear(byte) != Heard::EndOfSlip);
        for (const std::uint8_t byte : {0x00, 0x37, 0x37, 0x22, 0x30, 0x30, 0x34, 0x32})
            QVERIFY(sorter.hear(byte) != Heard::EndOfSlip);
        QCOMPARE(sorter.hear(0x00), Heard::EndOfSlip);
    }

    void hearsStatusBesideAnEcho()
    {
        AnswerSorter sorter(EndMarker::ProcessId, 1);
        QCOMPARE(sorter.hear(0x16), Heard::Status);
        QCOMPARE(sorter.hear(0x00), Heard::Noise);
    }
};

BANSHI_TEST(AnswerSorterTest)
#include "answer_sorter_test.moc"
