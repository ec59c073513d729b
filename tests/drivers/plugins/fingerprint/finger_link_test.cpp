// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/finger_link.h"

#include "banshi/testing/endless_line.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::fingerprint;

class FingerLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsNoLongerWhenTheLineIsNeverSilent_data()
    {
        QTest::addColumn<QByteArray>("said");
        const auto packet = [](PacketKind kind) {
            const auto bytes = bytesOf(kind, {});
            return QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
        };
        QTest::newRow("noise") << QByteArray(64, 'x');
        QTest::newRow("empty data") << packet(PacketKind::Data);
        QTest::newRow("empty answers") << packet(PacketKind::Answer);
    }
    void waitsNoLongerWhenTheLineIsNeverSilent()
    {
        QFETCH(QByteArray, said);
        auto line = std::make_unique<testing::EndlessLine>(std::vector<std::uint8_t>(said.begin(), said.end()));
        const testing::EndlessLine& call = *line;
        FingerLink link(std::move(line), {std::chrono::milliseconds(100), std::chrono::milliseconds(50)});
        const auto answer = link.ask({}, call);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.failure().code, sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(call.reads(), 100);
        QVERIFY(!link.receiveData(1000, call).ok());
        QVERIFY(call.reads() <= 150);
    }
};

BANSHI_TEST(FingerLinkTest)
#include "finger_link_test.moc"
