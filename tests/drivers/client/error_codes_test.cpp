// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/error_codes.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>

using namespace banshi::drivers;
using protocol::CompletionCode;
using protocol::DeviceClass;

class ErrorCodesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEachCodeOnce()
    {
        const auto all = client::allErrorCodes();
        QVERIFY(std::ranges::is_sorted(all));
        QVERIFY(std::ranges::adjacent_find(all) == all.end());
        QVERIFY(std::ranges::all_of(all, [](const std::string& code) { return code.starts_with("drivers."); }));
    }

    void givesOnlyListedCodes()
    {
        const auto all = client::allErrorCodes();
        for (const auto deviceClass :
             {DeviceClass::IdCardReader, DeviceClass::ReceiptPrinter, DeviceClass::DocumentPrinter, DeviceClass::Camera,
              DeviceClass::BarcodeReader, DeviceClass::PaymentTerminal, DeviceClass::Indicators, DeviceClass::Keypad,
              DeviceClass::BiometricReader, DeviceClass::CardReader})
            for (int i = 1; i <= static_cast<int>(CompletionCode::OutcomeUnknown); ++i)
                for (const char* own : {"", "paperOut", "readFailed", "terminalBusy", "fromTheFuture"})
                {
                    client::Completion completion;
                    completion.code = static_cast<CompletionCode>(i);
                    completion.errorCode = own;
                    QVERIFY(std::ranges::binary_search(all, client::errorCodeOf(deviceClass, completion)));
                }
    }

    void prefersTheClassesOwnCode()
    {
        client::Completion completion;
        completion.code = CompletionCode::CommandErrorCode;
        completion.errorCode = "paperOut";
        QCOMPARE(client::errorCodeOf(DeviceClass::ReceiptPrinter, completion), std::string("drivers.receipt.paperOut"));
        QCOMPARE(client::errorCodeOf(DeviceClass::IdCardReader, completion),
                 std::string("drivers.common.hardwareError"));
        completion.code = CompletionCode::OutcomeUnknown;
        QCOMPARE(client::errorCodeOf(DeviceClass::DocumentPrinter, completion),
                 std::string("drivers.common.outcomeUnknown"));
    }

    void tellsADeviceThatAnotherProgramHasFromAWrongOrder()
    {
        client::Completion completion;
        completion.code = CompletionCode::SequenceError;
        QCOMPARE(client::errorCodeOf(DeviceClass::Camera, completion), std::string("drivers.common.sequenceError"));
        completion.payload = {{"claimedBy", "desk"}};
        QCOMPARE(client::errorCodeOf(DeviceClass::Camera, completion), std::string("drivers.common.claimed"));
        QVERIFY(std::ranges::binary_search(client::allErrorCodes(), std::string("drivers.common.claimed")));
    }
};

BANSHI_TEST(ErrorCodesTest)
#include "error_codes_test.moc"
