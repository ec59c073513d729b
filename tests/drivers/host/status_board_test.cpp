// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/status_board.h"
#include "banshi/testing/suite.h"
#include "kept_messages.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class StatusBoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnlyWhatChanged()
    {
        testing::KeptMessages outbox;
        host::StatusBoard board(outbox, "receipt");
        QVERIFY(board.status()["common"]["device"] == "starting");
        board.deviceOpened();
        const std::size_t before = outbox.all().size();
        sdk::ReceiptPrinterStatus status;
        status.common.device = sdk::DeviceState::Online;
        board.setStatus(status);
        board.setStatus(status);
        QCOMPARE(outbox.all().size(), before + 1);
        status.paper = sdk::PaperState::Low;
        board.setStatus(status);
        QCOMPARE(outbox.all().back().message.payload.dump(), std::string(R"({"printer":{"paper":{"upper":"low"}}})"));
    }

    void knowsBetterThanALostDriverAndForgetsIt()
    {
        testing::KeptMessages outbox;
        host::StatusBoard board(outbox, "receipt");
        sdk::ReceiptPrinterStatus status;
        status.common.device = sdk::DeviceState::Online;
        status.paper = sdk::PaperState::Full;
        board.deviceOpened();
        board.setStatus(status);
        board.deviceLost();
        board.setDeviceState(sdk::DeviceState::Offline, "no answer");
        QVERIFY(board.status()["common"]["device"] == "offline");
        QVERIFY(board.status()["printer"]["paper"]["upper"] == "full");
        board.deviceOpened();
        QVERIFY(board.status()["common"]["device"] == "online");
    }

    void showsADeviceOnlineOnlyOnceItIsOpen()
    {
        testing::KeptMessages outbox;
        host::StatusBoard board(outbox, "receipt");
        sdk::ReceiptPrinterStatus status;
        status.common.device = sdk::DeviceState::Online;
        status.paper = sdk::PaperState::Low;
        board.setStatus(status);
        QVERIFY(board.status()["common"]["device"] == "starting");
        QVERIFY(board.status()["printer"]["paper"]["upper"] == "low");
        board.deviceOpened();
        QVERIFY(board.status()["common"]["device"] == "online");
        board.deviceLost();
        status.common.device = sdk::DeviceState::PowerOff;
        board.setStatus(status);
        QVERIFY(board.status()["common"]["device"] == "powerOff");
    }
};

BANSHI_TEST(StatusBoardTest)
#include "status_board_test.moc"
