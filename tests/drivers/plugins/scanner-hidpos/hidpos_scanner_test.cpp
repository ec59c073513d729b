// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_hidpos/hidpos_scanner.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "hidpos_bytes.h"

#include <QFile>
#include <QTest>
#include <banshi/drivers/sdk/recording_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using namespace banshi::drivers::plugins::scanner_hidpos;

/// The driver against recorded reports: every byte that it sends is compared.
class HidposScannerTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    const sdk::ReplayChannel* m_replay = nullptr;

    std::unique_ptr<HidposScanner> scannerOn(const std::string& record, const std::vector<std::uint8_t>& descriptor,
                                             bool isTriggered = true)
    {
        HidposScanner::Setup setup;
        setup.isTriggered = isTriggered;
        setup.breakPause = 20ms;
        return std::make_unique<HidposScanner>(
            setup,
            [this, record, descriptor](const sdk::CallContext&) -> sdk::Outcome<HidDevice> {
                auto replay = sdk::ReplayChannel::fromText(record);
                if (!replay)
                    return replay.failure();
                m_replay = replay->get();
                return HidDevice{std::move(*replay), descriptor};
            },
            m_host);
    }
    static std::string hexOf(const std::vector<std::uint8_t>& bytes)
    {
        return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
            .toHex()
            .toStdString();
    }

private Q_SLOTS:
    void readsTheRecordedCode()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QStringLiteral("/drivers/plugins/scanner-hidpos/recordings/long-code.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto scanner = scannerOn(file.readAll().toStdString(), testing::posDescriptor());
        const testing::DriverCall call;
        QVERIFY(scanner->open(call).ok());
        QCOMPARE(m_host.status<sdk::BarcodeReaderStatus>()->scanner, sdk::ScannerState::Off);
        const auto code = scanner->read({}, call);
        QVERIFY2(code.ok(), code.ok() ? "" : code.failure().detail.c_str());
        QCOMPARE(std::string(code->data.begin(), code->data.end()),
                 std::string("https://banshi.example/s/1?proof=440399199001010018&more=0123456789"));
        QCOMPARE(code->symbology, sdk::Symbology::QrCode);
        QVERIFY(m_replay->finished());
        QCOMPARE(m_host.status<sdk::BarcodeReaderStatus>()->scanner, sdk::ScannerState::Off);
    }

    void refusesACodeWhoseRestDoesNotCome()
    {
        // The replay gives nothing while it waits for what is sent next: the light going out.
        const auto scanner = scannerOn("> 0402\n> 0401\n< " + hexOf(testing::posReport("half", true)) + "\n> 0402\n",
                                       testing::posDescriptor());
        const testing::DriverCall call;
        QVERIFY(scanner->open(call).ok());
        const auto code = scanner->read({}, call);
        QCOMPARE(code.failure().errorCode, std::string("barcodeInvalid"));
        QVERIFY(m_replay->finished());
    }

    void goesOnWaitingForAnotherKind()
    {
        const auto scanner = scannerOn("< " + hexOf(testing::posReport("111", false, "]E0")) + "\n< " +
                                           hexOf(testing::posReport("222", false, "]Q1")) + "\n",
                                       testing::posDescriptor(), false);
        const testing::DriverCall call;
        QVERIFY(scanner->open(call).ok());
        const auto code = scanner->read({sdk::Symbology::QrCode}, call);
        QVERIFY(code.ok());
        QCOMPARE(code->data.front(), std::uint8_t('2'));
    }

    void doesNotTakeAnotherDevice()
    {
        const testing::DriverCall call;
        const auto keyboard = scannerOn("", testing::bytesOfHex("0501 0906 a101 7501 9508 8102 c0"));
        QCOMPARE(keyboard->open(call).failure().code, sdk::ErrorCode::HardwareError);
        auto withoutTrigger = testing::posDescriptor();
        withoutTrigger.resize(withoutTrigger.size() - 16);
        QVERIFY(scannerOn("", withoutTrigger, false)->open(call).ok());
        QCOMPARE(scannerOn("", withoutTrigger, true)->open(call).failure().code, sdk::ErrorCode::HardwareError);
    }
};

BANSHI_TEST(HidposScannerTest)
#include "hidpos_scanner_test.moc"
