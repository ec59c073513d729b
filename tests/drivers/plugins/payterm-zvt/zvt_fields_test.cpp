// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_fields.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::payterm_zvt;

/// Status information byte by byte as Portalum.Zvt's tests have it (StatusInformationParserTest), without the head.
class ZvtFieldsTest : public QObject
{
    Q_OBJECT

    static std::vector<std::uint8_t> bytes(const char* hex)
    {
        const QByteArray raw = QByteArray::fromHex(hex);
        return {raw.begin(), raw.end()};
    }
    static std::optional<StatusInformation> parse(const char* hex) { return parseStatusInformation(bytes(hex)); }

private Q_SLOTS:
    void readsAGoodPayment()
    {
        const auto status = parse(
            "27000400000000204 00b0004700c2239530d10060e2512170001197022f0f8eeeeeeeeeeee477129280048692a31303034363137"
            "3633202020202020 3b3631313830340000 3cf0f1f447454e2e4e522e3a363131383034 490978 870470 88000470 8a2e"
            "8bf1f74465626974204d61737465726361726400");
        QVERIFY(status.has_value());
        QCOMPARE(status->result, std::uint8_t(0));
        QCOMPARE(status->amountFen, std::int64_t(2040));
        QCOMPARE(status->mark, (Mark{470, 470}));
    }

    void readsAStop()
    {
        const auto status = parse("276c2928004869 3cf0f1f9416262727563682064757263 68204b756e6465");
        QVERIFY(status.has_value());
        QCOMPARE(status->result, result::kStopped);
        QCOMPARE(status->amountFen, std::int64_t(0));
        QCOMPARE(status->mark, Mark{});
    }

    void passesOverATlvContainer()
    {
        const auto status =
            parse("2700 040000000020 40 0c210916 0d1101 0e9999 22f0f8eeeeeeeeeeee4771 a001 2900000006 870005"
                  "0b000000 8a06 8bf1f14d41535445524341524400 062e2f081f1201011f100103601b4307a0000000041010"
                  "44104465626974204d6173746572636172641f2b0410016005");
        QVERIFY(status.has_value());
        QCOMPARE(status->amountFen, std::int64_t(2040));
        QCOMPARE(status->mark, (Mark{0, 5}));
    }

    void believesNothingThatIsDamaged_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("no result") << QByteArray("0400000000 2040");
        QTest::newRow("a field that is not known") << QByteArray("2700 ff01");
        QTest::newRow("cut short") << QByteArray("2700 04000000");
        QTest::newRow("an amount that is no number") << QByteArray("2700 04000000002f40");
        QTest::newRow("a length that is no number") << QByteArray("2700 22fafb00");
        QTest::newRow("a container longer than the message") << QByteArray("2700 068130");
        QTest::newRow("nothing") << QByteArray();
    }
    void believesNothingThatIsDamaged()
    {
        QFETCH(QByteArray, hex);
        QVERIFY(!parse(hex.constData()).has_value());
    }

    void packsDigits()
    {
        QCOMPARE(toBcd(314, 6), bytes("000000000314"));
        QCOMPARE(toBcd(470, 2), bytes("0470"));
        QCOMPARE(fromBcd(bytes("000000000314")), std::optional<std::int64_t>(314));
        QCOMPARE(fromBcd(bytes("0a")), std::optional<std::int64_t>());
    }

    void hasAWordForEachStage()
    {
        QCOMPARE(stageOf(0x0A), std::string("insertCard"));
        QCOMPARE(stageOf(0xC8), std::string("stage-C8"));
        QCOMPARE(reasonOf(0x6C), std::string("zvt-6C"));
    }
};

BANSHI_TEST(ZvtFieldsTest)
#include "zvt_fields_test.moc"
