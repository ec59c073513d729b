// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_link.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "ipp_message.h"
#include "scripted_printer.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::document_ipp;
using namespace banshi::testing::ipp;

/// What goes over the wire, byte for byte after RFC 8010: the answers are those of its Appendix A, the requests are
/// written here by its rules and not by the library that the driver uses.
class IppBytesTest : public QObject
{
    Q_OBJECT

    PrinterAddress m_address;

    IppLink link(const testing::ScriptedPrinter& printer)
    {
        m_address = *parsePrinterUri("ipp://localhost:" + std::to_string(printer.port()) + "/ipp/print/pinetree");
        return IppLink(m_address);
    }
    // A request up to the printer's URI; its number is the library's own, and any will do (RFC 8011, 4.1.2).
    QByteArray request(int operation, const QByteArray& heard) const
    {
        return QByteArray::fromHex("0200") + two(operation) + heard.mid(4, 4) + languages("en") +
               attribute(kUri, "printer-uri", QByteArray::fromStdString(m_address.uri));
    }
    static QByteArray user() { return attribute(kName, "requesting-user-name", "banshi"); }

private Q_SLOTS:
    static void initTestCase()
    {
        for (const char* name : {"LANG", "LC_ALL", "LC_MESSAGES"})
            qputenv(name, "C");
    }

    void createsAJob()
    {
        testing::ScriptedPrinter printer(
            answer(0x0000, 1) + attribute(kText, "status-message", "successful-ok") + group(kJobGroup) +
            attribute(kInteger, "job-id", four(147)) +
            attribute(kUri, "job-uri", "ipp://printer.example.com/ipp/print/pinetree/147") +
            attribute(kEnum, "job-state", four(3)) + group(kEnd));
        const testing::DriverCall call;
        const auto job = link(printer).createJob("foobar", "iso_a4_210x297mm", call);
        QVERIFY2(job.ok(), job.ok() ? "" : job.failure().detail.c_str());
        QCOMPARE(job->jobId, 147);
        QCOMPARE(job->jobUri, std::string("ipp://printer.example.com/ipp/print/pinetree/147"));
        const QByteArray heard = printer.heard();
        QCOMPARE(heard.toHex(' '),
                 (request(0x0005, heard) + user() + attribute(kName, "job-name", "foobar") + group(kJobGroup) +
                  attribute(kInteger, "copies", four(1)) + attribute(kKeyword, "media", "iso_a4_210x297mm") +
                  attribute(kKeyword, "sides", "one-sided") + group(kEnd))
                     .toHex(' '));
    }

    void handsOverADocument()
    {
        testing::ScriptedPrinter printer(answer(0x0000, 2) + group(kEnd));
        const testing::DriverCall call;
        const std::vector<std::uint8_t> document{'%', 'P', 'D', 'F', '-', 0x00, 0xFF};
        const auto report = link(printer).sendDocument(147, "application/pdf", document, call);
        QVERIFY(report.outcome == Handover::Taken);
        const QByteArray heard = printer.heard();
        QCOMPARE(heard.toHex(' '), (request(0x0006, heard) + attribute(kInteger, "job-id", four(147)) + user() +
                                    attribute(kMimeType, "document-format", "application/pdf") +
                                    attribute(kBoolean, "last-document", QByteArray(1, 0x01)) + group(kEnd) + "%PDF-" +
                                    QByteArray::fromHex("00ff"))
                                       .toHex(' '));
    }

    void takesANoForWhatItIs()
    {
        testing::ScriptedPrinter printer(
            answer(0x040b, 1) + attribute(kText, "status-message", "client-error-attributes-or-values-not-supported") +
            group(kUnsupportedGroup) + attribute(kInteger, "copies", four(20)) + attribute(kUnsupported, "sides", "") +
            group(kEnd));
        const testing::DriverCall call;
        const auto job = link(printer).createJob("foobar", {}, call);
        QVERIFY(!job.ok());
        QCOMPARE(job.failure().code, sdk::ErrorCode::HardwareError);
        QCOMPARE(job.failure().detail, std::string("client-error-attributes-or-values-not-supported"));
    }

    // Of the second job the printer tells nothing.
    void readsAListOfJobs()
    {
        const auto named = [](const QByteArray& language, const QByteArray& name) {
            return two(static_cast<int>(language.size())) + language + two(static_cast<int>(name.size())) + name;
        };
        testing::ScriptedPrinter printer(
            answer(0x0000, 0x123) + attribute(kText, "status-message", "successful-ok") + group(kJobGroup) +
            attribute(kInteger, "job-id", four(147)) + attribute(kNameWithLanguage, "job-name", named("fr-ca", "fou")) +
            group(kJobGroup) + group(kJobGroup) + attribute(kInteger, "job-id", four(148)) +
            attribute(kNameWithLanguage, "job-name", named("de-CH", "isch guet")) + group(kEnd));
        const testing::DriverCall call;
        const auto jobs = link(printer).jobs(WhichJobs::Open, call);
        QVERIFY(jobs.ok());
        std::vector<int> ids;
        std::vector<std::string> names;
        for (const ListedJob& job : *jobs)
            if (job.id != 0)
            {
                ids.push_back(job.id);
                names.push_back(job.name);
            }
        QVERIFY((ids == std::vector<int>{147, 148}));
        QVERIFY((names == std::vector<std::string>{"fou", "isch guet"}));
    }

    void asksForTheLastJobsThatHaveEnded()
    {
        testing::ScriptedPrinter printer(answer(0x0000, 1) + group(kEnd));
        const testing::DriverCall call;
        const auto jobs = link(printer).jobs(WhichJobs::Ended, call);
        QVERIFY(jobs.ok() && jobs->empty());
        QByteArray wanted = attribute(kKeyword, "requested-attributes", "job-id");
        for (const char* further :
             {"job-name", "job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed"})
            wanted += attribute(kKeyword, "", further);
        const QByteArray heard = printer.heard();
        QCOMPARE(heard.toHex(' '), (request(0x000A, heard) + user() + attribute(kBoolean, "my-jobs", QByteArray(1, 1)) +
                                    attribute(kInteger, "limit", four(50)) +
                                    attribute(kKeyword, "which-jobs", "completed") + wanted + group(kEnd))
                                       .toHex(' '));
    }

    void readsSuppliesAndTraysAsCupsAndPrintersTellThem()
    {
        const QByteArray markers = attribute(kName, "marker-names", "Black") + attribute(kName, "", "Waste") +
                                   attribute(kInteger, "marker-levels", four(64)) + attribute(kInteger, "", four(-2));
        const QByteArray own = attribute(kOctets, "printer-supply", "type=toner;maxcapacity=200;level=50;") +
                               attribute(kText, "printer-supply-description", "Black Toner");
        const QByteArray tray = attribute(kOctets, "printer-input-tray", "maxcapacity=250;level=100;name=main;");
        const QByteArray state = answer(0x0000, 1) + group(0x04) + attribute(kEnum, "printer-state", four(3));
        const testing::DriverCall call;
        testing::ScriptedPrinter queue(state + markers + group(kEnd));
        const auto byCups = link(queue).printer(call);
        QVERIFY(byCups.ok());
        QVERIFY((byCups->supplies == std::vector<sdk::Supply>{{"Black", 64}, {"Waste", -1}}));
        testing::ScriptedPrinter printer(state + markers + own + tray + group(kEnd));
        const auto byItself = link(printer).printer(call);
        QVERIFY(byItself.ok());
        QVERIFY((byItself->supplies == std::vector<sdk::Supply>{{"Black Toner", 25}}));
        QVERIFY((byItself->trays == std::vector<sdk::Tray>{{"main", sdk::PaperState::Full, 100}}));
    }

    void asksAfterAJobByASetOfNames()
    {
        testing::ScriptedPrinter printer(answer(0x0000, 3) + group(kJobGroup) +
                                         attribute(kInteger, "job-id", four(147)) +
                                         attribute(kEnum, "job-state", four(9)) +
                                         attribute(kKeyword, "job-state-reasons", "job-completed-successfully") +
                                         attribute(kInteger, "job-impressions-completed", four(2)) + group(kEnd));
        const testing::DriverCall call;
        const auto job = link(printer).job(147, call);
        QVERIFY(job.ok() && job->has_value());
        QVERIFY((*job)->state == JobState::Completed);
        QVERIFY((*job)->impressions == 2U);
        QByteArray wanted = attribute(kKeyword, "requested-attributes", "job-id");
        for (const char* further :
             {"job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed"})
            wanted += attribute(kKeyword, "", further);
        const QByteArray heard = printer.heard();
        QCOMPARE(heard.toHex(' '),
                 (request(0x0009, heard) + attribute(kInteger, "job-id", four(147)) + user() + wanted + group(kEnd))
                     .toHex(' '));
    }
};

BANSHI_TEST(IppBytesTest)
#include "ipp_bytes_test.moc"
