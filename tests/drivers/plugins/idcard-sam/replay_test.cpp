// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/replay.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

/// The driver against recorded bytes of an invented person's card: every byte that it sends is compared.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    testing::Replay m_replay{"idcard-sam", "one-card.txt"};
    plugins::idcard_sam::SamReader m_reader{
        [this](int, const sdk::CallContext& call) { return m_replay.connect()(call); },
        std::make_unique<plugins::idcard_sam::NoDecoder>(), m_host};

private Q_SLOTS:
    void readsTheRecordedCard()
    {
        const testing::DriverCall call;
        const auto opened = m_reader.open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const auto card = m_reader.read(call);
        QVERIFY2(card.ok(), card.ok() ? "" : card.failure().detail.c_str());
        QCOMPARE(card->name, std::string("陈𠮷安"));
        QCOMPARE(card->number, std::string("440399199001010018"));
        QCOMPARE(card->address, std::string("测试省试验市莲花街道一号院3栋502室"));
        QVERIFY(m_replay.isFinished());
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"
