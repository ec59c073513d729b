// SPDX-License-Identifier: GPL-3.0-or-later
#include "ipptool.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"
#include "plain_printer.h"
#include "test_pdf.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

/// The printer path seen by a client that is not ours: CUPS's ipptool with the tests that come with it.
class IpptoolTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    std::unique_ptr<testing::PlainPrinter> m_plain;
    std::unique_ptr<testing::DeviceChain> m_chain;
    QString m_uri;

    bool startSimulator()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        const bool ok = m_simulator->start(
            QStringLiteral("banshi-virtual-a4"),
            {QStringLiteral("--out"), QStringLiteral("%/paper"), QStringLiteral("--sheet-ms"), QStringLiteral("5")});
        m_uri = QString::fromStdString(m_simulator->control({{"do", "state"}}).value("uri", ""));
        return ok;
    }
    bool startPrinter(bool isPlain)
    {
        if (!isPlain)
            return startSimulator();
        m_plain = std::make_unique<testing::PlainPrinter>();
        const bool ok = m_plain->start();
        m_uri = m_plain->uri();
        return ok;
    }
    bool startDriver()
    {
        m_chain = std::make_unique<testing::DeviceChain>();
        return m_chain->start(QStringLiteral("document-ipp"), m_uri);
    }
    int newJob()
    {
        const auto done = m_chain->run(protocol::command::kCreateJob, {{"jobName", "certificate"}});
        return done && done->ok() ? done->payload.value("jobId", 0) : 0;
    }
    nlohmann::json print(int job, int pages)
    {
        const auto done = m_chain->run(protocol::command::kSendDocument,
                                       {{"jobId", job},
                                        {"format", "application/pdf"},
                                        {"pages", pages},
                                        {"copies", 1},
                                        {"data", testing::emptyPdf(pages).toBase64().toStdString()}});
        return done && done->ok() ? done->payload : nlohmann::json::object();
    }
    // The row of a job in one of ipptool's lists; empty when it is not there.
    QMap<QString, QString> seen(const char* list, int job)
    {
        for (const auto& row : testing::displayedBy(m_uri, QString::fromLatin1(list)))
            if (row[QStringLiteral("job-id")].toInt() == job)
                return row;
        return {};
    }
    QString attributesOf(int job)
    {
        QProcess tool;
        tool.start(QStringLiteral("ipptool"), {QStringLiteral("-tv"), m_uri + u'/' + QString::number(job),
                                               QStringLiteral("get-job-attributes.test")});
        tool.waitForFinished(20000);
        return QString::fromUtf8(tool.readAllStandardOutput());
    }
    // In the first second a printer's printer-up-time is 0, to which the tests object.
    bool isUp() const
    {
        return testing::runIpptool(m_uri, QStringLiteral("%1/printer-is-up.test").arg(here()), {}).passed == 1;
    }
    static QString here()
    {
        return qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/tests/drivers/plugins/document-ipp");
    }

private Q_SLOTS:
    void cleanup()
    {
        m_chain.reset();
        m_simulator.reset();
        m_plain.reset();
    }

    // The suite takes two of ipptool's own pauses of five seconds.
    void ourSimulatorPassesTheTestsThatComeWithIpptool()
    {
        QVERIFY(startSimulator());
        const QTemporaryDir folder;
        const QString document = folder.filePath(QStringLiteral("one.pdf"));
        QFile file(document);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(testing::emptyPdf(1)) > 0);
        file.close();
        QTRY_VERIFY_WITH_TIMEOUT(isUp(), 10000);
        for (const char* known : {"get-printer-attributes.test", "get-jobs.test", "get-completed-jobs.test",
                                  "validate-job.test", "create-job.test", "ipp-2.0.test"})
        {
            const auto report = testing::runIpptool(m_uri, QString::fromLatin1(known), document);
            QVERIFY2(report.passed > 0, qPrintable(report.text));
            for (auto failed = report.failed.begin(); failed != report.failed.end(); ++failed)
                QVERIFY2(isBusyOnly(failed.value()),
                         qPrintable(QStringLiteral("%1, %2: %3").arg(QLatin1String(known), failed.key(), report.text)));
        }
    }

    void seesTheJobOfTheDriverWithTheSameNumberAndItsState_data()
    {
        QTest::addColumn<bool>("isPlain");
        QTest::newRow("at our simulator") << false;
        QTest::newRow("at a printer with nothing of ours in it") << true;
    }
    void seesTheJobOfTheDriverWithTheSameNumberAndItsState()
    {
        QFETCH(bool, isPlain);
        QVERIFY(startPrinter(isPlain));
        QVERIFY(startDriver());
        const int job = newJob();
        QVERIFY(job > 0);
        auto row = seen("get-jobs.test", job);
        QCOMPARE(row[QStringLiteral("job-name")], QStringLiteral("certificate"));
        QCOMPARE(row[QStringLiteral("job-originating-user-name")], QStringLiteral("banshi"));
        QVERIFY2(row[QStringLiteral("job-state")].startsWith(QStringLiteral("pending")),
                 qPrintable(row[QStringLiteral("job-state")]));
        const auto report = print(job, 2);
        QVERIFY(seen("get-jobs.test", job).isEmpty());
        row = seen("get-completed-jobs.test", job);
        QCOMPARE(row[QStringLiteral("job-state")], QStringLiteral("completed"));
        QCOMPARE(row[QStringLiteral("job-name")], QStringLiteral("certificate"));
        const auto known = m_chain->run(protocol::command::kJobStatus, {{"jobId", job}});
        QVERIFY(known && known->ok());
        QCOMPARE(QString::fromStdString(known->payload.value("state", "")), row[QStringLiteral("job-state")]);
        if (!isPlain)
            QCOMPARE(report.value("result", ""), std::string("done"));
        const int impressions = known->payload.value("impressions", -1);
        QVERIFY2(
            attributesOf(job).contains(QStringLiteral("job-impressions-completed (integer) = %1\n").arg(impressions)),
            qPrintable(attributesOf(job)));
    }

    void seesHowAJobOfTheDriverEnded_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("result");
        QTest::newRow("nothing came out") << QStringLiteral("jamBefore") << QStringLiteral("failedClean");
        QTest::newRow("one of two sheets came out") << QStringLiteral("jamPartial") << QStringLiteral("failedPartial");
    }
    void seesHowAJobOfTheDriverEnded()
    {
        QFETCH(QString, fault);
        QFETCH(QString, result);
        QVERIFY(startSimulator());
        QVERIFY(startDriver());
        m_simulator->control({{"do", "fault"}, {"kind", fault.toStdString()}});
        const int job = newJob();
        QCOMPARE(QString::fromStdString(print(job, 2).value("result", "")), result);
        QCOMPARE(seen("get-completed-jobs.test", job)[QStringLiteral("job-state")], QStringLiteral("aborted"));
    }

private:
    // ippeveprinter has one job at a time and says so (RFC 8011, B.1.5.8); the suite sends the next while it still puts
    // the last one away.
    static bool isBusyOnly(const QStringList& objections)
    {
        return objections.first().contains(QStringLiteral("got server-error-busy"));
    }
};

BANSHI_TEST(IpptoolTest)
#include "ipptool_test.moc"
