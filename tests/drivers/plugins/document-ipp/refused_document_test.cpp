// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_printer.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "ipp_message.h"
#include "scripted_printer.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::document_ipp;
using namespace banshi::testing::ipp;
using sdk::PrintResult;

/// A printer that says no to a document: only its job tells what came out.
class RefusedDocumentTest : public QObject
{
    Q_OBJECT

    static constexpr int kSendDocument = 0x0006;
    static constexpr int kCancelJob = 0x0008;
    static constexpr int kGetJobAttributes = 0x0009;
    static constexpr int kGetPrinterAttributes = 0x000B;
    static constexpr int kNoCount = -1;
    static constexpr int kForgotten = 0;

    static QByteArray jobIn(int state, int impressions)
    {
        if (state == kForgotten)
            return answer(0x0406, 1) + group(kEnd);
        const QByteArray count = impressions == kNoCount
                                     ? QByteArray()
                                     : attribute(kInteger, "job-impressions-completed", four(impressions));
        return answer(0x0000, 1) + group(kJobGroup) + attribute(kInteger, "job-id", four(7)) +
               attribute(kEnum, "job-state", four(state)) + count + group(kEnd);
    }
    // Two pages are sent as job 7.
    sdk::Outcome<sdk::PrintReport> printOn(const testing::ScriptedPrinter& printer)
    {
        IppPrinter::Setup setup;
        setup.address = *parsePrinterUri("ipp://localhost:" + std::to_string(printer.port()) + "/ipp/print");
        setup.pollTime = std::chrono::milliseconds(5);
        IppPrinter driver(setup, m_host);
        const testing::DriverCall call;
        return driver.sendDocument({7, "application/pdf", {'%', 'P', 'D', 'F'}, 2, 1}, call);
    }
    testing::DriverHost m_host;

private Q_SLOTS:
    void asksTheJobWhatCameOut_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("impressions");
        QTest::addColumn<int>("result");
        const auto row = [](const char* name, int status, int state, int impressions, PrintResult result) {
            QTest::newRow(name) << status << state << impressions << int(result);
        };
        row("cancelled behind page 1", 0x0508, 7, 1, PrintResult::FailedPartial);
        row("cancelled before page 1", 0x0508, 7, 0, PrintResult::FailedClean);
        row("cancelled behind the last page", 0x0508, 7, 2, PrintResult::Unknown);
        row("cancelled, and nothing counted", 0x0508, 7, kNoCount, PrintResult::Unknown);
        row("cancelled and forgotten", 0x0508, kForgotten, kNoCount, PrintResult::Unknown);
        row("an error, but all pages", 0x0500, 9, 2, PrintResult::Done);
        row("a document that ends on page 2", 0x0411, 8, 1, PrintResult::FailedPartial);
        row("forgotten when the document was in", 0x0406, kForgotten, kNoCount, PrintResult::Unknown);
        row("a format that it never takes", 0x040A, kForgotten, kNoCount, PrintResult::FailedClean);
    }
    void asksTheJobWhatCameOut()
    {
        QFETCH(int, status);
        QFETCH(int, state);
        QFETCH(int, impressions);
        QFETCH(int, result);
        const testing::ScriptedPrinter printer(std::map<int, QByteArray>{
            {kSendDocument, answer(status, 1) + group(kEnd)},
            {kCancelJob, answer(0x0404, 1) + group(kEnd)}, // not possible: it has ended
            {kGetJobAttributes, jobIn(state, impressions)},
            {kGetPrinterAttributes,
             answer(0x0000, 1) + group(0x04) + attribute(kEnum, "printer-state", four(3)) + group(kEnd)}});
        const auto report = printOn(printer);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(int(report->result), result);
        QCOMPARE(report->impressions, result == int(PrintResult::FailedClean) ? 0U : std::max(0, impressions));
    }
};

BANSHI_TEST(RefusedDocumentTest)
#include "refused_document_test.moc"
