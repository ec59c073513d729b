// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/printer_facts.h"

#include "banshi/drivers/plugins/document_ipp/ipp_link.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::document_ipp;
using banshi::drivers::sdk::DeviceState;
using banshi::drivers::sdk::PaperState;
using banshi::drivers::sdk::TonerState;

class PrinterFactsTest : public QObject
{
    Q_OBJECT

    static banshi::drivers::sdk::DocumentPrinterStatus status(std::vector<std::string> reasons, int state = 3,
                                                              bool accepting = true)
    {
        PrinterFacts facts;
        facts.state = state;
        facts.accepting = accepting;
        facts.reasons = std::move(reasons);
        return statusOf(facts);
    }

private Q_SLOTS:
    void splitsReasonsFromTheirSeverity()
    {
        QCOMPARE(parseReason("media-low-warning").word, std::string("media-low"));
        QCOMPARE(parseReason("media-low-warning").severity, Severity::Warning);
        QCOMPARE(parseReason("media-jam").severity, Severity::Error);
        QCOMPARE(parseReason("-error").word, std::string("-error"));
    }

    void isReadyWithoutReasons()
    {
        const auto ready = status({"none"});
        QCOMPARE(ready.common.device, DeviceState::Online);
        QCOMPARE(ready.paper, PaperState::Full);
        QCOMPARE(ready.toner, TonerState::Full);
        QVERIFY(ready.common.reasons.empty());
    }

    void mapsReasons_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("device");
        QTest::addColumn<int>("paper");
        QTest::addColumn<int>("toner");
        const auto row = [](const char* reason, DeviceState device, PaperState paper, TonerState toner) {
            QTest::newRow(reason) << QString::fromUtf8(reason) << int(device) << int(paper) << int(toner);
        };
        row("media-empty", DeviceState::Online, PaperState::Out, TonerState::Full);
        row("media-empty-report", DeviceState::Online, PaperState::Out, TonerState::Full);
        row("media-needed-warning", DeviceState::Online, PaperState::Out, TonerState::Full);
        row("input-tray-missing-error", DeviceState::Online, PaperState::Out, TonerState::Full);
        row("media-low-report", DeviceState::Online, PaperState::Low, TonerState::Full);
        row("media-jam-error", DeviceState::HardwareError, PaperState::Jammed, TonerState::Full);
        row("toner-low-warning", DeviceState::Online, PaperState::Full, TonerState::Low);
        row("marker-supply-empty-error", DeviceState::Online, PaperState::Full, TonerState::Out);
        row("cover-open-error", DeviceState::UserError, PaperState::Full, TonerState::Full);
        row("door-open-report", DeviceState::UserError, PaperState::Full, TonerState::Full);
        row("paused", DeviceState::Offline, PaperState::Full, TonerState::Full);
        row("fuser-over-temp-error", DeviceState::HardwareError, PaperState::Full, TonerState::Full);
        row("fuser-over-temp-warning", DeviceState::Online, PaperState::Full, TonerState::Full);
        row("vendor-word", DeviceState::HardwareError, PaperState::Full, TonerState::Full);
        row("marker-waste-almost-full", DeviceState::Online, PaperState::Full, TonerState::Full);
    }
    void mapsReasons()
    {
        QFETCH(QString, reason);
        QFETCH(int, device);
        QFETCH(int, paper);
        QFETCH(int, toner);
        const auto found = status({reason.toStdString()});
        QCOMPARE(int(found.common.device), device);
        QCOMPARE(int(found.paper), paper);
        QCOMPARE(int(found.toner), toner);
        QCOMPARE(found.common.reasons, std::vector<std::string>{reason.toStdString()});
    }

    void keepsTheWorstOfSeveralReasons()
    {
        const auto found = status({"media-jam-error", "media-low-report", "cover-open-error", "toner-low"});
        QCOMPARE(found.paper, PaperState::Jammed);
        QCOMPARE(found.common.device, DeviceState::HardwareError);
        QCOMPARE(found.toner, TonerState::Low);
    }

    void isOfflineWhenItTakesNoJobs()
    {
        QCOMPARE(status({"none"}, 3, false).common.device, DeviceState::Offline);
        QCOMPARE(status({"none"}, 5).common.device, DeviceState::Offline);
        QCOMPARE(status({"media-empty-error"}, 5).common.device, DeviceState::Online);
    }

    void ignoresWhatThisMachineDoesNotMind()
    {
        PrinterFacts facts;
        facts.reasons = {"media-empty-report"};
        QCOMPARE(statusOf(facts, {"media-empty-report"}).paper, PaperState::Full);
    }

    void takesPrinterUrisApart()
    {
        const auto address = parsePrinterUri("ipps://printer.local:8631/ipp/print");
        QVERIFY(address.ok());
        QCOMPARE(address->host, std::string("printer.local"));
        QCOMPARE(address->port, 8631);
        QCOMPARE(address->resource, std::string("/ipp/print"));
        QVERIFY(address->encrypted);
        QCOMPARE(parsePrinterUri("ipp://h/p")->port, 631);
        for (const char* wrong : {"", "http://h/", "ipp:", "ipp:///x", "file:/x"})
            QVERIFY2(!parsePrinterUri(wrong).ok(), wrong);
    }
};

BANSHI_TEST(PrinterFactsTest)
#include "printer_facts_test.moc"
