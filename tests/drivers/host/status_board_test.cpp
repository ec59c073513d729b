// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/status_board.h"
#include "banshi/testing/suite.h"
#include "kept_messages.h"

#include <QTest>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;

namespace
{

/// Lets others run before it keeps a message, so that two that are not in order are found out.
class HesitantOutbox : public testing::KeptMessages
{
public:
    void broadcast(const protocol::Message& message) override
    {
        std::this_thread::yield();
        testing::KeptMessages::broadcast(message);
    }
};

} // namespace

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

    // Only changes are told: whoever hears the same twice has missed what was between.
    void tellsInTheOrderInWhichItKeeps()
    {
        constexpr int kReports = 2000;
        HesitantOutbox outbox;
        host::StatusBoard board(outbox, "receipt");
        const auto report = [&board](sdk::PaperState paper) {
            sdk::ReceiptPrinterStatus status;
            status.paper = paper;
            for (int i = 0; i < kReports; ++i)
                board.setStatus(status);
        };
        std::jthread other(report, sdk::PaperState::Low);
        report(sdk::PaperState::Full);
        other.join();
        nlohmann::json before;
        for (const auto& sent : outbox.all())
        {
            const nlohmann::json::json_pointer where("/printer/paper/upper");
            if (!sent.message.payload.contains(where))
                continue;
            QVERIFY(sent.message.payload[where] != before);
            before = sent.message.payload[where];
        }
        QVERIFY(board.status()["printer"]["paper"]["upper"] == before);
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
