// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/encoder.h"
#include "banshi/drivers/plugins/receipt_escpos/escpos_printer.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTest>
#include <banshi/drivers/sdk/serial_channel.h>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;
using plugins::receipt_escpos::EscPosPrinter;
using sdk::ErrorCode;

namespace
{

const sdk::Slip kSlip{"slip-1",
                      {sdk::TextLine{"水费缴纳回执", 2, sdk::Align::Center, true}, sdk::RuleLine{},
                       sdk::PairLine{"户号", "440399-01", false}, sdk::PairLine{"姓名", "𠮷某", false},
                       sdk::PairLine{"金额", "36.50 元", true}, sdk::QrLine{"https://banshi.example/t/1"},
                       sdk::TextLine{"请妥善保管", 1, sdk::Align::Center, false}}};

} // namespace

class EscPosPrinterTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    testing::DriverHost m_host;
    std::unique_ptr<EscPosPrinter> m_printer;

    sdk::Outcome<void> print(std::chrono::milliseconds limit = std::chrono::seconds(10))
    {
        const testing::DriverCall call(limit);
        return m_printer->printSlip(kSlip, call);
    }
    void control(const nlohmann::json& request) { QVERIFY(m_simulator->control(request).value("ok", false)); }
    int slips() { return m_simulator->control({{"do", "state"}}).value("slips", -1); }
    QString latest()
    {
        const auto state = m_simulator->control({{"do", "state"}});
        QFile file(QString::fromStdString(state["latest"]["text"].get<std::string>()));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    void connectPrinter(plugins::receipt_escpos::EndMarker marker)
    {
        const std::string tty = m_simulator->path(QStringLiteral("tty")).toStdString();
        EscPosPrinter::Setup setup;
        setup.endMarker = marker;
        m_printer = std::make_unique<EscPosPrinter>(
            setup, [tty](const sdk::CallContext&) { return sdk::SerialChannel::open(tty, 115200); }, m_host);
        const testing::DriverCall call;
        const auto opened = m_printer->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
    }
    sdk::ReceiptPrinterStatus status()
    {
        const testing::DriverCall call;
        (void)m_printer->poll(call);
        return m_host.status<sdk::ReceiptPrinterStatus>().value_or(sdk::ReceiptPrinterStatus());
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(QStringLiteral("banshi-virtual-receipt"),
                                   {QStringLiteral("--tty"), QStringLiteral("%/tty"), QStringLiteral("--out"),
                                    QStringLiteral("%/paper"), QStringLiteral("--line-ms"), QStringLiteral("5")}));
        connectPrinter(plugins::receipt_escpos::EndMarker::PaperStatus);
    }
    void cleanup()
    {
        m_printer.reset();
        m_simulator.reset();
    }

    void printsASlipAndProvesIt()
    {
        const auto result = print();
        QVERIFY2(result.ok(), result.ok() ? "" : result.failure().detail.c_str());
        QCOMPARE(slips(), 1);
        QVERIFY(latest().contains(QStringLiteral("水费缴纳回执")));
        QVERIFY(latest().contains(QStringLiteral("[QR] https://banshi.example/t/1")));
        QVERIFY(QFile::exists(m_simulator->path(QStringLiteral("paper/receipt-001.png"))));
    }

    void provesASlipByItsProcessId()
    {
        m_printer.reset();
        connectPrinter(plugins::receipt_escpos::EndMarker::ProcessId);
        QVERIFY(print().ok());
        QVERIFY(print().ok());
        QCOMPARE(slips(), 2);
    }

    void refusesBeforeTheFirstByte_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QString>("code");
        QTest::newRow("paper") << QByteArray(R"({"do":"paper","state":"out"})") << QStringLiteral("paperOut");
        QTest::newRow("cover") << QByteArray(R"({"do":"cover","open":true})") << QStringLiteral("coverOpen");
    }
    void refusesBeforeTheFirstByte()
    {
        QFETCH(QByteArray, command);
        QFETCH(QString, code);
        control(nlohmann::json::parse(command.toStdString()));
        const auto result = print();
        QVERIFY(!result.ok());
        QCOMPARE(result.failure().code, ErrorCode::CommandError);
        QCOMPARE(QString::fromStdString(result.failure().errorCode), code);
        QVERIFY(!m_simulator->control({{"do", "state"}}).value("buffered", true));
        control({{"do", "paper"}, {"state", "full"}});
        control({{"do", "repair"}});
        QVERIFY(print().ok());
        QCOMPARE(slips(), 1);
    }

    void doesNotClaimASlipThatMetAMishap_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("then");
        QTest::addColumn<int>("strips"); // what is left in the printer and cut off first
        QTest::newRow("jam before the slip") << QStringLiteral("jamBefore") << QStringLiteral("paperJammed") << 0;
        QTest::newRow("jam") << QStringLiteral("jam") << QStringLiteral("paperJammed") << 1;
        QTest::newRow("jam after the slip") << QStringLiteral("jamAfter") << QStringLiteral("paperJammed") << 0;
        QTest::newRow("cover opens") << QStringLiteral("coverOpen") << QStringLiteral("coverOpen") << 1;
        QTest::newRow("cutter") << QStringLiteral("cutter") << QStringLiteral("cutterFailed") << 1;
        QTest::newRow("paper runs out") << QStringLiteral("paperOut") << QStringLiteral("paperOut") << 1;
    }
    void doesNotClaimASlipThatMetAMishap()
    {
        QFETCH(QString, kind);
        QFETCH(QString, then);
        QFETCH(int, strips);
        QVERIFY(print().ok()); // the first after open begins with the knife
        control({{"do", "fault"}, {"kind", kind.toStdString()}});
        const auto result = print();
        QVERIFY(!result.ok());
        QCOMPARE(result.failure().code, ErrorCode::OutcomeUnknown);
        // The fault is now known, and the rest of the slip is forgotten: it must not come out for the next resident.
        const auto next = print();
        QCOMPARE(QString::fromStdString(next.failure().errorCode), then);
        control({{"do", "paper"}, {"state", "full"}});
        control({{"do", "repair"}});
        QVERIFY(!m_simulator->control({{"do", "state"}}).value("buffered", true));
        const int before = slips();
        QVERIFY(print().ok());
        QCOMPARE(slips(), before + strips + 1);
        QCOMPARE(latest().count(QStringLiteral("请妥善保管")), 1);
    }

    // SIGKILL in the middle of a slip: the next process knows nothing of it.
    void cutsOffWhatAKilledHostLeftInside()
    {
        m_printer.reset();
        const testing::DriverCall call;
        auto line = sdk::SerialChannel::open(m_simulator->path(QStringLiteral("tty")).toStdString(), 115200);
        QVERIFY(line.ok());
        auto bytes = *plugins::receipt_escpos::encodeSlip({"other", {sdk::TextLine{"another person's"}}}, {}, false);
        bytes.resize(bytes.size() - 4); // the cut
        bytes.insert(bytes.end(), {0x1d, 0x72, 0x01});
        QVERIFY((*line)->write(bytes, call).ok());
        std::array<std::uint8_t, 1> isOnPaper{};
        QCOMPARE((*line)->read(isOnPaper, call, call.atMost(std::chrono::seconds(5))).value(), std::size_t(1));
        line->reset();
        connectPrinter(plugins::receipt_escpos::EndMarker::PaperStatus);
        QVERIFY(print().ok());
        QCOMPARE(slips(), 2);
        QVERIFY(!latest().contains(QStringLiteral("another")));
    }

    void leavesNothingToComeOutWhenItsTimeIsOver()
    {
        control({{"do", "fault"}, {"kind", "paperOut"}});
        const auto result = print(std::chrono::milliseconds(900));
        QVERIFY(!result.ok());
        QCOMPARE(result.failure().code, ErrorCode::OutcomeUnknown);
        QVERIFY(!m_simulator->control({{"do", "state"}}).value("buffered", true));
    }

    void reportsALostEndMarkerAsUnknownAndNeverRepeats()
    {
        control({{"do", "fault"}, {"kind", "silence"}});
        const auto result = print(std::chrono::seconds(2));
        QVERIFY(!result.ok());
        QCOMPARE(result.failure().code, ErrorCode::OutcomeUnknown);
        QCOMPARE(slips(), 1);
        QVERIFY(print().ok());
        QCOMPARE(slips(), 2);
    }

    void seesThroughNoise()
    {
        m_printer.reset();
        connectPrinter(plugins::receipt_escpos::EndMarker::ProcessId);
        control({{"do", "fault"}, {"kind", "noise"}, {"times", 3}});
        for (int i = 0; i < 3; ++i)
        {
            const auto result = print();
            QVERIFY2(result.ok(), result.ok() ? "" : result.failure().detail.c_str());
        }
        QCOMPARE(slips(), 3);
    }

    void reportsPaperNearItsEnd()
    {
        control({{"do", "paper"}, {"state", "low"}});
        QCOMPARE(status().paper, sdk::PaperState::Low);
        QVERIFY(print().ok());
    }

    void provesASlipInWhichThePaperComesNearItsEnd()
    {
        control({{"do", "fault"}, {"kind", "paperLow"}});
        const auto result = print();
        QVERIFY2(result.ok(), result.ok() ? "" : result.failure().detail.c_str());
        QCOMPARE(status().paper, sdk::PaperState::Low);
    }

    void losesTheDeviceWhenItIsUnplugged()
    {
        control({{"do", "fault"}, {"kind", "unplug"}});
        const testing::DriverCall call;
        const auto polled = m_printer->poll(call);
        QVERIFY(!polled.ok());
        QCOMPARE(polled.failure().code, ErrorCode::DeviceNotReady);
        QVERIFY(!m_simulator->control({{"do", "state"}}).value("plugged", true));
        QVERIFY(m_simulator->control({{"do", "plug"}}).value("plugged", false));
        m_printer->close();
        const testing::DriverCall again;
        QVERIFY(m_printer->open(again).ok());
        QVERIFY(print().ok());
    }

    void stopsWaitingWhenCancelled()
    {
        control({{"do", "fault"}, {"kind", "silence"}});
        testing::DriverCall call(std::chrono::seconds(20));
        sdk::Outcome<void> result;
        m_printer->close();
        std::thread worker([&] {
            testing::DriverCall opening;
            (void)m_printer->open(opening);
            result = m_printer->printSlip(kSlip, call);
            m_printer->close();
        });
        // The slip falls, its end marker is never answered.
        QTRY_COMPARE(slips(), 1);
        call.cancel();
        worker.join();
        QVERIFY(!result.ok());
        QCOMPARE(result.failure().code, ErrorCode::OutcomeUnknown);
    }
};

BANSHI_TEST(EscPosPrinterTest)
#include "escpos_printer_test.moc"
