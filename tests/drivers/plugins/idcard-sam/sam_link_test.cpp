// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_link.h"

#include "banshi/testing/endless_line.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;

class SamLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsNoLongerWhenTheLineIsNeverSilent()
    {
        auto line = std::make_unique<testing::EndlessLine>(std::vector<std::uint8_t>{0x55, 0xAA, 0x00});
        const testing::EndlessLine& call = *line;
        SamLink link(std::move(line));
        const auto reply = link.exchange(SamCommand::Status, std::chrono::milliseconds(100), call);
        QVERIFY(!reply.ok());
        QCOMPARE(reply.failure().code, sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(call.reads(), 100);
    }
};

BANSHI_TEST(SamLinkTest)
#include "sam_link_test.moc"
