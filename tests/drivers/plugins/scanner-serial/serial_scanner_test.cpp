// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/serial_scanner.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <banshi/drivers/sdk/serial_channel.h>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using plugins::scanner_serial::SerialScanner;
using plugins::scanner_serial::Trigger;
using sdk::ErrorCode;

/// The driver against the simulator's bytes, with everything that a line does to them.
class SerialScannerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    testing::DriverHost m_host;
    std::unique_ptr<SerialScanner> m_scanner;

    bool control(const nlohmann::json& request) { return m_simulator->control(request).value("ok", false); }
    bool isLit() { return m_simulator->control({{"do", "state"}}).value("light", false); }

    // Reads while `deed` happens as soon as the light is on.
    template <class Deed>
    sdk::Outcome<sdk::Barcode> readWhile(Deed deed, std::chrono::milliseconds limit = 5s)
    {
        testing::DriverCall call(limit);
        sdk::Outcome<sdk::Barcode> result = sdk::failure(ErrorCode::InternalError);
        std::thread reader([&] { result = m_scanner->read({}, call); });
        const bool isOn = QTest::qWaitFor([this] { return isLit(); });
        deed(call);
        reader.join();
        return isOn ? std::move(result) : sdk::failure(ErrorCode::InternalError, "the light was never on");
    }
    sdk::Outcome<sdk::Barcode> readScanned(const std::string& text)
    {
        return readWhile([&](auto&) { control({{"do", "scan"}, {"text", text}}); });
    }
    static std::string textOf(const sdk::Outcome<sdk::Barcode>& code)
    {
        return code ? std::string(code->data.begin(), code->data.end()) : "failed: " + code.failure().detail;
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(QStringLiteral("banshi-virtual-scanner"),
                                   {QStringLiteral("--tty"), QStringLiteral("%/tty"), QStringLiteral("--triggered"),
                                    QStringLiteral("--aim")}));
        SerialScanner::Setup setup;
        setup.trigger = Trigger::Serial;
        setup.hasAim = true;
        const std::string tty = m_simulator->path(QStringLiteral("tty")).toStdString();
        m_scanner = std::make_unique<SerialScanner>(
            setup, [tty](const sdk::CallContext&) { return sdk::SerialChannel::open(tty, 115200); }, m_host);
        const testing::DriverCall call;
        QVERIFY(m_scanner->open(call).ok());
    }
    void cleanup()
    {
        m_scanner.reset();
        m_simulator.reset();
    }

    void readsACodeAndItsKind()
    {
        const auto code = readScanned("https://banshi.example/t/1");
        QCOMPARE(textOf(code), std::string("https://banshi.example/t/1"));
        QCOMPARE(code->symbology, sdk::Symbology::QrCode);
        QTRY_VERIFY(!isLit());
    }

    void seesThroughALineThatSplitsOrDawdles_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("pieces") << QStringLiteral("splitBytes");
        QTest::newRow("one byte every 20 ms") << QStringLiteral("slow");
    }
    void seesThroughALineThatSplitsOrDawdles()
    {
        QFETCH(QString, kind);
        QVERIFY(control({{"do", "fault"}, {"kind", kind.toStdString()}}));
        QCOMPARE(textOf(readScanned("134567890123456789")), std::string("134567890123456789"));
    }

    void refusesADamagedCode_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("cut short") << QStringLiteral("halfFrame");
        QTest::newRow("200 at once") << QStringLiteral("flood");
        QTest::newRow("noise before it") << QStringLiteral("noise");
    }
    void refusesADamagedCode()
    {
        QFETCH(QString, kind);
        QVERIFY(control({{"do", "fault"}, {"kind", kind.toStdString()}}));
        const auto code = readScanned("134567890123456789");
        QVERIFY(!code.ok());
        QCOMPARE(code.failure().errorCode, std::string("barcodeInvalid"));
        QCOMPARE(textOf(readScanned("134567890123456780")), std::string("134567890123456780"));
    }

    void throwsAwayWhatNobodyAskedFor()
    {
        QVERIFY(control({{"do", "scan"}, {"text", "of the one before"}}));
        QCOMPARE(m_simulator->control({{"do", "state"}}).value("unseen", 0), 1);
        QCOMPARE(textOf(readScanned("mine")), std::string("mine"));
    }

    void waitsInVainForASilentScanner()
    {
        QVERIFY(control({{"do", "fault"}, {"kind", "silence"}}));
        const auto code = readWhile([&](auto&) { control({{"do", "scan"}, {"text", "x"}}); }, 300ms);
        QCOMPARE(code.failure().code, ErrorCode::TimeOut);
    }

    void putsTheLightOutWhenCancelled()
    {
        const auto code = readWhile([](testing::DriverCall& call) { call.cancel(); });
        QCOMPARE(code.failure().code, ErrorCode::Canceled);
        QTRY_VERIFY(!isLit());
    }

    void losesTheScannerWhenItIsUnplugged()
    {
        const auto code = readWhile([&](auto&) { control({{"do", "fault"}, {"kind", "unplug"}}); });
        QCOMPARE(code.failure().code, ErrorCode::DeviceNotReady);
        const testing::DriverCall call;
        QVERIFY(!m_scanner->poll(call).ok());
        QVERIFY(control({{"do", "plug"}}));
        m_scanner->close();
        QVERIFY(m_scanner->open(call).ok());
        QCOMPARE(textOf(readScanned("again")), std::string("again"));
    }
};

BANSHI_TEST(SerialScannerTest)
#include "serial_scanner_test.moc"
