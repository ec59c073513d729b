// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/encoder.h"

#include "banshi/testing/suite.h"

#include <QByteArray>
#include <QTest>

using namespace banshi::drivers::plugins::receipt_escpos;
namespace sdk = banshi::drivers::sdk;

namespace
{

QByteArray hexOf(const std::vector<std::uint8_t>& bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
}

// ESC @, GS a 0, FS &, ESC 3 34
const QByteArray kStart = "1b401d61001c261b3322";
// GS V 66 0
const QByteArray kEnd = "1d564200";

QByteArray encoded(std::vector<sdk::SlipLine> lines, HeadFormat format = {}, bool cutFirst = false)
{
    const auto bytes = encodeSlip({"test", std::move(lines)}, format, cutFirst);
    return bytes ? hexOf(*bytes) : QByteArray("refused");
}

} // namespace

class EncoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAndCutsAnEmptySlip() { QCOMPARE(encoded({}), kStart + kEnd); }

    void cutsOffAnOlderStripFirst() { QCOMPARE(encoded({}, {}, true), "1b401d61001d5642001c261b3322" + kEnd); }

    // 水费 is CBAE B7D1 in GB 2312.
    void writesChineseAsGbk() { QCOMPARE(encoded({sdk::TextLine{"水费 A1"}}), kStart + "cbaeb7d12041310a" + kEnd); }

    void setsSizeBoldAndAlignment()
    {
        QCOMPARE(encoded({sdk::TextLine{"水", 2, sdk::Align::Center, true}}), kStart + "1d21111b333c" + "1b4501" +
                                                                                  "1b6101" + "cbae0a" + "1b6100" +
                                                                                  "1b4500" + "1d21001b3322" + kEnd);
        QCOMPARE(encoded({sdk::TextLine{"A", 1, sdk::Align::Right, false}}), kStart + "1b6102410a1b6100" + kEnd);
    }

    void fillsAPairToTheEdge()
    {
        // 金额 (4 cells) + 37 blanks + 12.30元 (7 cells) = 48
        const QByteArray gap = QByteArray("20").repeated(37);
        QCOMPARE(encoded({sdk::PairLine{"金额", "12.30元", false}}),
                 kStart + "bdf0b6ee" + gap + "31322e3330d4aa0a" + kEnd);
    }

    void drawsARuleOfFullWidth()
    {
        QCOMPARE(encoded({sdk::RuleLine{}}), kStart + QByteArray("a9a4").repeated(24) + "0a" + kEnd);
        QCOMPARE(encoded({sdk::RuleLine{}}, {32, Charset::Gbk}),
                 kStart + QByteArray("a9a4").repeated(16) + "0a" + kEnd);
    }

    void feeds() { QCOMPARE(encoded({sdk::FeedLine{3}}), kStart + "1b6403" + kEnd); }

    void storesAndPrintsAQrCode()
    {
        QCOMPARE(encoded({sdk::QrLine{"https://e.cn/1"}}),
                 kStart + "1b6101" +
                     "1d286b0400314132"
                     "00" +
                     "1d286b0300314306" + "1d286b0300314531" + "1d286b1100315030" +
                     QByteArray("https://e.cn/1").toHex() + "1d286b0300315130" + "1b61001b4a10" + kEnd);
    }

    void refusesQrCodesThatNobodyCanScan()
    {
        QCOMPARE(encoded({sdk::QrLine{""}}), QByteArray("refused"));
        QCOMPARE(encoded({sdk::QrLine{std::string(501, 'a')}}), QByteArray("refused"));
        QCOMPARE(encoded({sdk::QrLine{"a\x10\x04\x01"}}), QByteArray("refused"));
    }

    void dropsControlCharactersFromText()
    {
        QCOMPARE(encoded({sdk::TextLine{"a\x1b@\x10\x04\x02"
                                        "b\x1d"
                                        "V"}}),
                 kStart + "614062560a" + kEnd);
    }

    void drawsALineWithARareCharacter()
    {
        const QByteArray bytes = encoded({sdk::TextLine{"𠮷某某"}});
        // GS v 0, 72 bytes wide, 34 rows
        QVERIFY(bytes.startsWith(kStart + "1d76300048002200"));
        QCOMPARE(bytes.size() / 2, kStart.size() / 2 + 8 + 72 * 34 + kEnd.size() / 2);
        QVERIFY2(bytes.mid(kStart.size() + 16).count('f') > 20, "the picture is not blank");
    }

    // Four bytes and a line feed.
    void sendsARareCharacterToAHeadThatHasGb18030()
    {
        const QByteArray bytes = encoded({sdk::TextLine{"𠮷"}}, {48, Charset::Gb18030});
        QVERIFY(!bytes.contains("1d7630"));
        QCOMPARE(bytes.size() / 2, kStart.size() / 2 + 5 + kEnd.size() / 2);
    }

    void leavesNoRealTimeCommandInPictures()
    {
        // Many different lines, so that every byte pair that the font can give has its chance.
        for (int i = 0; i < 40; ++i)
        {
            const auto bytes = encodeSlip(
                {"test", {sdk::TextLine{"𠮷" + std::string(static_cast<std::size_t>(i), ' ') + "測試繁體麗"}}}, {},
                false);
            QVERIFY(bytes.ok());
            const QByteArray raw(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
            for (const char second : {'\x04', '\x05', '\x14'})
                QVERIFY(!raw.contains(QByteArray("\x10") + second));
        }
    }
};

BANSHI_TEST(EncoderTest)
#include "encoder_test.moc"
