// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_printer.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "recorded_printer.h"

#include <QTest>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;
using plugins::document_ipp::IppPrinter;
using plugins::document_ipp::parsePrinterUri;

/// The driver against the recorded answers of a printer to a document of one page.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::RecordedPrinter m_recorded{QStringLiteral("one-page.txt")};
    testing::DriverHost m_host;

    // The driver blocks, and the recorded printer needs this thread.
    template <class Deed>
    static void meanwhile(Deed deed)
    {
        std::atomic<bool> isOver = false;
        std::thread worker([&] {
            deed();
            isOver = true;
        });
        (void)QTest::qWaitFor([&isOver] { return isOver.load(); }, 20000);
        worker.join();
    }

private Q_SLOTS:
    void printsAsItWasPrintedThen()
    {
        const std::uint16_t port = m_recorded.listen();
        QVERIFY(port != 0);
        IppPrinter::Setup setup;
        setup.address = *parsePrinterUri("ipp://127.0.0.1:" + std::to_string(port) + "/ipp/print");
        setup.pollTime = std::chrono::milliseconds(5);
        IppPrinter printer(setup, m_host);
        const testing::DriverCall call;
        sdk::Outcome<void> opened = sdk::failure(sdk::ErrorCode::InternalError);
        sdk::Outcome<sdk::PrintJob> job = sdk::failure(sdk::ErrorCode::InternalError);
        sdk::Outcome<sdk::PrintReport> printed = sdk::failure(sdk::ErrorCode::InternalError);
        meanwhile([&] {
            opened = printer.open(call);
            job = printer.createJob("proof", call);
            if (job)
                printed = printer.sendDocument({job->jobId, "application/pdf", {'%', 'P', 'D', 'F'}, 1, 1}, call);
        });
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        QVERIFY2(job.ok(), job.ok() ? "" : job.failure().detail.c_str());
        QVERIFY2(printed.ok(), printed.ok() ? "" : printed.failure().detail.c_str());
        QCOMPARE(m_recorded.strayed(), QString());
        QCOMPARE(printed->result, sdk::PrintResult::Done);
        QCOMPARE(printed->impressions, 1U);
        QVERIFY(!printer.capabilities().common.model.empty());
        QVERIFY(m_recorded.isFinished());
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"
