// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/layout.h"

#include "banshi/testing/suite.h"

#include <QStringList>
#include <QTest>

using namespace banshi::drivers::plugins::receipt_escpos;
namespace sdk = banshi::drivers::sdk;

namespace
{

QStringList texts(const std::vector<PrintLine>& lines)
{
    QStringList all;
    for (const auto& line : lines)
        all << QString::fromStdString(utf8Of(line.characters));
    return all;
}

} // namespace

class LayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsChineseAsTwoCells() { QCOMPARE(cellsOf(charactersOf("水费 A·")), 2 + 2 + 1 + 1 + 2); }

    void breaksChineseAnywhere()
    {
        QCOMPARE(texts(breakText({"办理水费缴纳业务"}, 10)),
                 (QStringList{QStringLiteral("办理水费缴"), QStringLiteral("纳业务")}));
    }

    void keepsClosingPunctuationOffTheLinesStart()
    {
        QCOMPARE(texts(breakText({"请妥善保管，谢谢"}, 10)),
                 (QStringList{QStringLiteral("请妥善保"), QStringLiteral("管，谢谢")}));
    }

    void breaksLatinAtSpaces()
    {
        QCOMPARE(texts(breakText({"keep this slip safe"}, 10)),
                 (QStringList{QStringLiteral("keep this"), QStringLiteral("slip safe")}));
    }

    void cutsAWordThatIsTooLong()
    {
        QCOMPARE(texts(breakText({"0123456789abcdef"}, 10)),
                 (QStringList{QStringLiteral("0123456789"), QStringLiteral("abcdef")}));
    }

    void halvesTheRoomForLargeText()
    {
        QCOMPARE(texts(breakText({"水费缴纳", 2}, 8)), (QStringList{QStringLiteral("水费"), QStringLiteral("缴纳")}));
    }

    void givesOneLineForNoText() { QCOMPARE(breakText({""}, 48).size(), std::size_t(1)); }

    void movesALongPairToTwoLines()
    {
        const auto lines = setPair({"缴费户号", "0123456789", false}, 16);
        QCOMPARE(texts(lines), (QStringList{QStringLiteral("缴费户号"), QStringLiteral("0123456789")}));
        QCOMPARE(lines[1].align, sdk::Align::Right);
    }

    void keepsMarksWithTheirCharacter()
    {
        const auto characters = charactersOf("e\u0301葛\U000E0101");
        QCOMPARE(characters.size(), std::size_t(2));
        QVERIFY(!encode(characters[0], Charset::Gbk) && !encode(characters[1], Charset::Gb18030));
    }

    void survivesBrokenUtf8()
    {
        for (const char* broken : {"\xff", "\xe6\xb0", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80"})
            QVERIFY(utf8Of(charactersOf(broken)).starts_with("\xef\xbf\xbd"));
    }

    void encodesWithTheHeadsOwnTable()
    {
        const auto yen = encode(charactersOf("¥")[0], Charset::Gbk);
        QVERIFY(yen && *yen == (std::vector<std::uint8_t>{0xa3, 0xa4}));
        QVERIFY(!encode(charactersOf("𠮷")[0], Charset::Gbk));
        QVERIFY(!encode(charactersOf("é")[0], Charset::Gbk) || encode(charactersOf("é")[0], Charset::Gbk)->size() == 2);
    }
};

BANSHI_TEST(LayoutTest)
#include "layout_test.moc"
