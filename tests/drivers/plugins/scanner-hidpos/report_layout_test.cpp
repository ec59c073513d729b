// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_hidpos/report_layout.h"

#include "banshi/testing/suite.h"
#include "hidpos_bytes.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers::plugins::scanner_hidpos;

class ReportLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryFieldOfAScanner()
    {
        const auto layout = parseLayout(testing::posDescriptor());
        QVERIFY(layout.has_value());
        QCOMPARE(layout->data.id, std::uint8_t(2));
        QCOMPARE(layout->data.length, std::size_t(64));
        QCOMPARE(layout->data.count, std::size_t(1));
        QCOMPARE(layout->data.symbology, (std::array<std::size_t, 3>{2, 3, 4}));
        QCOMPARE(layout->data.data, std::size_t(5));
        QCOMPARE(layout->data.dataLength, std::size_t(56));
        QCOMPARE(layout->data.continued, std::size_t(63));
        QCOMPARE(layout->data.continuedMask, std::uint8_t(1));
        QVERIFY(layout->trigger.has_value());
        QCOMPARE(layout->trigger->id, std::uint8_t(4));
        QCOMPARE(layout->trigger->length, std::size_t(2));
        QCOMPARE(layout->trigger->mask, std::uint8_t(1));
        QCOMPARE(layout->trigger->preventMask, std::uint8_t(2));
    }

    // Without ids every place is one byte earlier; usages as a range; no trigger.
    void readsADeviceWithoutIds()
    {
        const auto layout =
            parseLayout(testing::bytesOfHex("058c 0902 a101 7508 9501 0501 093b 8102 058c 9503 19fb 29fd "
                                            "8102 9508 09fe 820201 c0"));
        QVERIFY(layout.has_value());
        QCOMPARE(layout->data.id, std::uint8_t(0));
        QCOMPARE(layout->data.length, std::size_t(12));
        QCOMPARE(layout->data.count, std::size_t(0));
        QCOMPARE(layout->data.data, std::size_t(4));
        QCOMPARE(layout->data.dataLength, std::size_t(8));
        QCOMPARE(layout->data.continuedMask, std::uint8_t(0));
        QVERIFY(!layout->trigger);
    }

    void refusesWhatIsNoScanner_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a keyboard") << QByteArray("0501 0906 a101 0507 19e0 29e7 7501 9508 8102 c0");
        QTest::newRow("cut short") << QByteArray("058c 0902 a101 26ff");
        QTest::newRow("a long item") << QByteArray("058c fe 0100 00");
        QTest::newRow("data that is not whole bytes") << QByteArray("058c 7504 9508 09fe 8102");
        QTest::newRow("a report without end") << QByteArray("058c 7508 96ffff 09fe 8102");
        QTest::newRow("popped once too often") << QByteArray("058c b4");
    }
    void refusesWhatIsNoScanner()
    {
        QFETCH(QByteArray, hex);
        QVERIFY(!parseLayout(testing::bytesOfHex(hex)).has_value());
    }
};

BANSHI_TEST(ReportLayoutTest)
#include "report_layout_test.moc"
