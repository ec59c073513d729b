// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_apdu.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::payterm_zvt;
using Bytes = std::vector<std::uint8_t>;

/// Messages as Portalum.Zvt, its simulator and its tests have them.
class ZvtApduTest : public QObject
{
    Q_OBJECT

    static std::vector<Apdu> readIn(const Bytes& bytes, std::size_t piece, bool& isBroken)
    {
        ApduReader reader;
        std::vector<Apdu> all;
        for (std::size_t at = 0; at < bytes.size(); at += piece)
        {
            reader.feed(std::span(bytes).subspan(at, std::min(piece, bytes.size() - at)));
            while (auto apdu = reader.take())
                all.push_back(std::move(*apdu));
        }
        isBroken = reader.isBroken();
        return all;
    }

private Q_SLOTS:
    void writesShortAndLongLengths()
    {
        QCOMPARE(bytesOf({0x06, 0xB0, {}}), (Bytes{0x06, 0xB0, 0x00}));
        const Bytes exactly254 = bytesOf({0x06, 0xD3, Bytes(254, 0)});
        QCOMPARE(exactly254.size(), std::size_t(257));
        const Bytes longer = bytesOf({0x06, 0xD3, Bytes(300, 0)});
        QCOMPARE(Bytes(longer.begin(), longer.begin() + 5), (Bytes{0x06, 0xD3, 0xFF, 0x2C, 0x01}));
        QCOMPARE(longer.size(), std::size_t(305));
    }

    void cutsTheStreamWhereverItIsCut()
    {
        Bytes stream{0x80, 0x00, 0x00, 0x04, 0xFF, 0x01, 0x0A};
        const Bytes block = bytesOf({0x06, 0xD3, Bytes(300, 7)});
        stream.insert(stream.end(), block.begin(), block.end());
        stream.insert(stream.end(), {0x06, 0x0F, 0x00});
        for (const std::size_t piece : {std::size_t(1), std::size_t(2), std::size_t(5), stream.size()})
        {
            bool isBroken = true;
            const auto all = readIn(stream, piece, isBroken);
            QVERIFY(!isBroken);
            QCOMPARE(all.size(), std::size_t(4));
            QCOMPARE(all[1], (Apdu{0x04, 0xFF, {0x0A}}));
            QCOMPARE(all[2].data.size(), std::size_t(300));
            QCOMPARE(all[3].code(), code::kCompletion);
        }
    }

    void passesOverAGreeting()
    {
        bool isBroken = true;
        const auto all = readIn({'H', 'E', 'L', 'L', 'O', 0x06, 0x80, 0x00, 0x00, 0x06, 0x0F, 0x00}, 1, isBroken);
        QVERIFY(!isBroken);
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].code(), code::kAcknowledge);
    }

    void trustsNothingBehindNonsense_data()
    {
        QTest::addColumn<QByteArray>("tail");
        QTest::newRow("no class of a terminal") << QByteArray("\x41\x42\x00\x06\x0f\x00", 6);
        QTest::newRow("a refusal with data") << QByteArray("\x84\x6c\x05\x01\x02\x03", 6);
        QTest::newRow("an acknowledgement with data") << QByteArray("\x80\x00\x01\x01\x02\x03", 6);
    }
    void trustsNothingBehindNonsense()
    {
        QFETCH(QByteArray, tail);
        Bytes stream{0x80, 0x00, 0x00};
        stream.insert(stream.end(), tail.begin(), tail.end());
        bool isBroken = false;
        QCOMPARE(readIn(stream, stream.size(), isBroken).size(), std::size_t(1));
        QVERIFY(isBroken);
    }

    void givesUpOnAGreetingWithoutEnd()
    {
        bool isBroken = false;
        QVERIFY(readIn(Bytes(5000, 'x'), 512, isBroken).empty());
        QVERIFY(isBroken);
    }
};

BANSHI_TEST(ZvtApduTest)
#include "zvt_apdu_test.moc"
