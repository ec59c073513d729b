// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/serial_scanner.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTest>
#include <banshi/drivers/sdk/recording_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using plugins::scanner_serial::SerialScanner;
using plugins::scanner_serial::Trigger;

/// The driver against recorded bytes: every byte that it sends is compared.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    const sdk::ReplayChannel* m_replay = nullptr;

    std::unique_ptr<SerialScanner> scannerOn(const std::string& record)
    {
        SerialScanner::Setup setup;
        setup.trigger = Trigger::Serial;
        setup.hasAim = true;
        auto scanner = std::make_unique<SerialScanner>(
            setup,
            [this, record](const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
                auto replay = sdk::ReplayChannel::fromText(record);
                if (!replay)
                    return replay.failure();
                m_replay = replay->get();
                return std::unique_ptr<sdk::ByteChannel>(std::move(*replay));
            },
            m_host);
        const testing::DriverCall call;
        return scanner->open(call) ? std::move(scanner) : nullptr;
    }

private Q_SLOTS:
    void readsTheRecordedPaymentCode()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QStringLiteral("/drivers/plugins/scanner-serial/recordings/payment-code.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto scanner = scannerOn(file.readAll().toStdString());
        QVERIFY(scanner != nullptr);
        const testing::DriverCall call;
        const auto code = scanner->read({}, call);
        QVERIFY2(code.ok(), code.ok() ? "" : code.failure().detail.c_str());
        QCOMPARE(code->symbology, sdk::Symbology::QrCode);
        QCOMPARE(std::string(code->data.begin(), code->data.end()), std::string("134567890123456789"));
        QVERIFY(m_replay->finished());
    }

    void switchesTheLightOnAndOffAsTheManualSays()
    {
        const auto scanner = scannerOn("> 16550d\n> 16540d\n< 5d4330\n< 313233\n< 0d\n> 16550d\n");
        const testing::DriverCall call;
        QVERIFY(scanner->read({}, call).ok());
        QVERIFY(m_replay->finished());
        QCOMPARE(m_host.status<sdk::BarcodeReaderStatus>()->scanner, sdk::ScannerState::Off);
    }

    void waitsForAKindThatWasAskedFor()
    {
        const auto scanner = scannerOn("> 16550d\n> 16540d\n< 5d45303639303132333435363738393\n");
        QVERIFY(scanner == nullptr); // an odd number of digits is no recording
        const auto reader = scannerOn("> 16550d\n> 16540d\n< 5d453036393031320d\n> 16550d\n");
        const testing::DriverCall call(std::chrono::milliseconds(200));
        const auto code = reader->read({sdk::Symbology::QrCode}, call);
        QVERIFY(!code.ok());
        QCOMPARE(code.failure().code, sdk::ErrorCode::TimeOut);
        QVERIFY(m_replay->finished());
    }

    void refusesACodeWithoutItsIdentifier()
    {
        const auto scanner = scannerOn("> 16550d\n> 16540d\n< 3133343536370d\n> 16550d\n");
        const testing::DriverCall call;
        const auto code = scanner->read({}, call);
        QVERIFY(!code.ok());
        QCOMPARE(code.failure().errorCode, std::string("barcodeInvalid"));
        QVERIFY(m_replay->finished());
    }

    void putsTheLightOutWhenCancelled()
    {
        const auto scanner = scannerOn("> 16550d\n> 16540d\n> 16550d\n");
        testing::DriverCall call;
        call.cancel();
        const auto code = scanner->read({}, call);
        QVERIFY(!code.ok());
        QCOMPARE(code.failure().code, sdk::ErrorCode::Canceled);
        QVERIFY(m_replay->finished());
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"
