// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_printer.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"
#include "test_pdf.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;
using plugins::document_ipp::IppPrinter;
using plugins::document_ipp::parsePrinterUri;
using sdk::ErrorCode;
using sdk::PrintResult;

namespace
{

std::vector<std::uint8_t> pdf(int pages)
{
    const QByteArray file = testing::emptyPdf(pages);
    return {file.begin(), file.end()};
}

} // namespace

class IppPrinterTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    testing::DriverHost m_host;
    std::unique_ptr<IppPrinter> m_printer;
    std::string m_uri;

    nlohmann::json control(const nlohmann::json& request)
    {
        auto answer = m_simulator->control(request);
        if (!answer.value("ok", false))
            qWarning("control: %s", answer.dump().c_str());
        return answer;
    }
    void connectPrinter()
    {
        IppPrinter::Setup setup;
        setup.address = *parsePrinterUri(m_uri);
        setup.pollTime = std::chrono::milliseconds(50);
        m_printer = std::make_unique<IppPrinter>(setup, m_host);
        const testing::DriverCall call;
        const auto opened = m_printer->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
    }
    std::int32_t newJob()
    {
        const testing::DriverCall call;
        const auto job = m_printer->createJob("certificate", call);
        if (!job)
            qWarning("createJob: %s", job.failure().detail.c_str());
        return job ? job->jobId : 0;
    }
    sdk::Outcome<sdk::PrintReport> send(std::int32_t job, int pages, const sdk::CallContext& call)
    {
        return m_printer->sendDocument({job, "application/pdf", pdf(pages), pages, 1}, call);
    }
    sdk::Outcome<sdk::PrintReport> print(int pages, std::chrono::milliseconds limit = std::chrono::seconds(20))
    {
        const testing::DriverCall call(limit);
        return send(newJob(), pages, call);
    }
    QStringList paper()
    {
        return QDir(m_simulator->path(QStringLiteral("paper"))).entryList({QStringLiteral("*.pdf")});
    }
    sdk::DocumentPrinterStatus status()
    {
        const testing::DriverCall call;
        (void)m_printer->poll(call);
        return m_host.status<sdk::DocumentPrinterStatus>().value_or(sdk::DocumentPrinterStatus());
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(
            QStringLiteral("banshi-virtual-a4"),
            {QStringLiteral("--out"), QStringLiteral("%/paper"), QStringLiteral("--sheet-ms"), QStringLiteral("50")}));
        m_uri = control({{"do", "state"}}).value("uri", "");
        connectPrinter();
    }
    void cleanup()
    {
        m_printer.reset();
        m_simulator.reset();
    }

    void printsTheBytesUnchanged()
    {
        const auto report = print(2);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->result, PrintResult::Done);
        QCOMPARE(report->impressions, 2U);
        QCOMPARE(paper(), QStringList{QStringLiteral("a4-001.pdf")});
        QFile file(m_simulator->path(QStringLiteral("paper/a4-001.pdf")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto expected = pdf(2);
        QCOMPARE(file.readAll(),
                 QByteArray(reinterpret_cast<const char*>(expected.data()), qsizetype(expected.size())));
    }

    void knowsItsPrinter()
    {
        const auto capabilities = m_printer->capabilities();
        QCOMPARE(capabilities.common.model, std::string("Banshi Virtual A4"));
        QVERIFY(std::ranges::find(capabilities.formats, "application/pdf") != capabilities.formats.end());
        QVERIFY(std::ranges::find(capabilities.media, "iso_a4_210x297mm") != capabilities.media.end());
        QCOMPARE(status().common.device, sdk::DeviceState::Online);
        QCOMPARE(status().paper, sdk::PaperState::Full);
    }

    void tellsOfItsSuppliesAndTrays()
    {
        control({{"do", "toner"}, {"state", "low"}});
        control({{"do", "paper"}, {"state", "low"}});
        const auto now = status();
        QVERIFY(std::ranges::find(now.supplies, sdk::Supply{"Black Toner", 5}) != now.supplies.end());
        QVERIFY(std::ranges::find(now.trays, sdk::Tray{"main", sdk::PaperState::Low, 5}) != now.trays.end());
    }

    void remembersItsJobsNewestFirst()
    {
        const testing::DriverCall call;
        const std::int32_t ended = newJob();
        QVERIFY(send(ended, 2, call).ok());
        const std::int32_t open = newJob();
        const auto jobs = m_printer->jobHistory(call);
        QVERIFY2(jobs.ok(), jobs.ok() ? "" : jobs.failure().detail.c_str());
        QCOMPARE(jobs->size(), std::size_t(2));
        QCOMPARE(jobs->front().jobId, open);
        QCOMPARE(jobs->front().state, std::string("pending-held"));
        QCOMPARE(jobs->back().jobId, ended);
        QCOMPARE(jobs->back().name, std::string("certificate"));
        QCOMPARE(jobs->back().state, std::string("completed"));
        QCOMPARE(jobs->back().impressions, 2U);
    }

    void waitsForPaperAndGoesOn()
    {
        control({{"do", "paper"}, {"state", "out"}});
        QCOMPARE(status().paper, sdk::PaperState::Out);
        const testing::DriverCall call(std::chrono::seconds(20));
        const std::int32_t job = newJob();
        sdk::Outcome<sdk::PrintReport> report = sdk::failure(ErrorCode::InternalError);
        std::thread worker([&] { report = send(job, 1, call); });
        const auto waitsForPaper = [&call] {
            for (const auto& event : call.events())
                if (const auto* progress = std::get_if<sdk::PrintProgress>(&event))
                    for (const auto& reason : progress->reasons)
                        if (reason.starts_with("media-needed"))
                            return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(waitsForPaper(), 10000);
        QVERIFY(paper().isEmpty());
        control({{"do", "paper"}, {"state", "full"}});
        worker.join();
        QVERIFY(report.ok());
        QCOMPARE(report->result, PrintResult::Done);
        QCOMPARE(paper().size(), 1);
    }

    void reportsEachMishapForWhatItIs_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("result");
        QTest::addColumn<uint>("impressions");
        QTest::addColumn<bool>("jammed");
        QTest::newRow("aborted") << QStringLiteral("abort") << int(PrintResult::FailedClean) << 0U << false;
        QTest::newRow("jam before") << QStringLiteral("jamBefore") << int(PrintResult::FailedClean) << 0U << true;
        QTest::newRow("jam between") << QStringLiteral("jamPartial") << int(PrintResult::FailedPartial) << 1U << true;
        QTest::newRow("jam after") << QStringLiteral("jamAfter") << int(PrintResult::Unknown) << 2U << true;
    }
    void reportsEachMishapForWhatItIs()
    {
        QFETCH(QString, kind);
        QFETCH(int, result);
        QFETCH(uint, impressions);
        QFETCH(bool, jammed);
        control({{"do", "fault"}, {"kind", kind.toStdString()}, {"times", 1}});
        const auto report = print(2);
        QVERIFY(report.ok());
        QCOMPARE(int(report->result), result);
        QCOMPARE(report->impressions, impressions);
        QCOMPARE(status().paper == sdk::PaperState::Jammed, jammed);
        control({{"do", "repair"}});
        QTRY_COMPARE_WITH_TIMEOUT(status().paper, sdk::PaperState::Full, 5000);
        const auto again = print(1);
        QVERIFY(again.ok());
        QCOMPARE(again->result, PrintResult::Done);
    }

    void seesWhatAPersonFindsAtThePrinter_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("paper");
        QTest::addColumn<int>("toner");
        QTest::addColumn<int>("device");
        const auto row = [](const char* kind, sdk::PaperState paper, sdk::TonerState toner, sdk::DeviceState device) {
            QTest::newRow(kind) << QString::fromLatin1(kind) << int(paper) << int(toner) << int(device);
        };
        row("paperLow", sdk::PaperState::Low, sdk::TonerState::Full, sdk::DeviceState::Online);
        row("paperOut", sdk::PaperState::Out, sdk::TonerState::Full, sdk::DeviceState::Online);
        row("tonerLow", sdk::PaperState::Full, sdk::TonerState::Low, sdk::DeviceState::Online);
        row("tonerOut", sdk::PaperState::Full, sdk::TonerState::Out, sdk::DeviceState::Online);
        row("coverOpen", sdk::PaperState::Full, sdk::TonerState::Full, sdk::DeviceState::UserError);
    }
    void seesWhatAPersonFindsAtThePrinter()
    {
        QFETCH(QString, kind);
        QFETCH(int, paper);
        QFETCH(int, toner);
        QFETCH(int, device);
        control({{"do", "fault"}, {"kind", kind.toStdString()}});
        QTRY_COMPARE(int(status().paper), paper);
        QTRY_COMPARE(int(status().toner), toner);
        QTRY_COMPARE(int(status().common.device), device);
        // What is in the tray stays there when the power goes.
        control({{"do", "fault"}, {"kind", "restart"}, {"ms", 1}});
        const auto isBack = [&] {
            const testing::DriverCall call;
            return m_printer->poll(call).ok();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isBack(), 10000);
        QTRY_COMPARE(int(status().paper), paper);
        QTRY_COMPARE(int(status().toner), toner);
    }

    void reportsABrokenDocumentAsFailedClean()
    {
        const testing::DriverCall call;
        const auto report =
            m_printer->sendDocument({newJob(), "application/pdf", {'%', 'P', 'D', 'F', '-', '1'}, 1, 1}, call);
        QVERIFY(report.ok());
        QCOMPARE(report->result, PrintResult::FailedClean);
        QVERIFY(paper().isEmpty());
    }

    void refusesWhatItCannotPrint()
    {
        const std::int32_t job = newJob();
        const testing::DriverCall call;
        QCOMPARE(m_printer->sendDocument({job, "application/pdf", {}, 1, 1}, call).failure().code,
                 ErrorCode::InvalidData);
        QCOMPARE(m_printer->sendDocument({job, "image/png", {1}, 1, 1}, call).failure().code,
                 ErrorCode::UnsupportedData);
        QCOMPARE(m_printer->sendDocument({job, "application/pdf", pdf(1), 1, 2}, call).failure().code,
                 ErrorCode::UnsupportedData);
    }

    void knowsAJobAfterItsOwnRestart()
    {
        const std::int32_t job = newJob();
        const testing::DriverCall call;
        QVERIFY(send(job, 1, call).ok());
        m_printer.reset();
        connectPrinter();
        const auto report = m_printer->jobStatus(job, call);
        QVERIFY(report.ok());
        QVERIFY(report->known);
        QCOMPARE(report->state, std::string("completed"));
        QCOMPARE(report->impressions, 1U);
        const auto other = m_printer->jobStatus(job + 1000, call);
        QVERIFY(other.ok() && !other->known);
    }

    void dropsAJobThatAnEarlierLifeLeftWithoutDocument()
    {
        const std::int32_t job = newJob();
        m_printer.reset();
        connectPrinter();
        const testing::DriverCall call;
        QCOMPARE(m_printer->jobStatus(job, call)->state, std::string("canceled"));
        QCOMPARE(print(1)->result, PrintResult::Done);
    }

    void replacesAnEmptyJobByTheNext()
    {
        const std::int32_t job = newJob();
        QVERIFY(newJob() > job);
    }

    void cancelsBetweenTwoSheets()
    {
        control({{"do", "fault"}, {"kind", "slow"}});
        testing::DriverCall call(std::chrono::seconds(20));
        const std::int32_t job = newJob();
        sdk::Outcome<sdk::PrintReport> report = sdk::failure(ErrorCode::InternalError);
        std::thread worker([&] { report = send(job, 5, call); });
        const auto sheets = [&call] {
            std::uint32_t most = 0;
            for (const auto& event : call.events())
                if (const auto* progress = std::get_if<sdk::PrintProgress>(&event))
                    most = std::max(most, progress->impressions);
            return most;
        };
        QTRY_VERIFY_WITH_TIMEOUT(sheets() >= 1, 10000);
        call.cancel();
        worker.join();
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->result, PrintResult::FailedPartial);
        QVERIFY(paper().isEmpty());
    }

    void doesNotKnowTheOutcomeWhenTheDeadlineComesFirst()
    {
        control({{"do", "paper"}, {"state", "out"}});
        const auto report = print(1, std::chrono::milliseconds(3000));
        QVERIFY(!report.ok());
        QCOMPARE(report.failure().code, ErrorCode::OutcomeUnknown);
    }

    void reportsAPrinterThatIsGone()
    {
        const std::int32_t job = newJob();
        m_simulator.reset();
        const testing::DriverCall call(std::chrono::seconds(6));
        const auto polled = m_printer->poll(call);
        QVERIFY(!polled.ok());
        QCOMPARE(polled.failure().code, ErrorCode::DeviceNotReady);
        const testing::DriverCall sending(std::chrono::seconds(10));
        const auto report = send(job, 1, sending);
        QVERIFY(report.ok());
        QCOMPARE(report->result, PrintResult::FailedClean);
    }

    void leavesNothingInTheSpool()
    {
        QVERIFY(print(1).ok());
        const auto folders =
            QDir(m_simulator->folder()).entryInfoList({QStringLiteral("banshi-virtual-a4-*")}, QDir::Dirs);
        QCOMPARE(folders.size(), 1);
        const QDir spool(folders.first().filePath() + QStringLiteral("/spool"));
        QVERIFY(spool.exists());
        QTRY_COMPARE(spool.entryList(QDir::Files),
                     QStringList()); // the printer tidies up after it has said "completed"
    }
};

BANSHI_TEST(IppPrinterTest)
#include "ipp_printer_test.moc"
