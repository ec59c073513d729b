// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/encoder.h"
#include "banshi/drivers/plugins/receipt_escpos/raster.h"
#include "banshi/drivers/virtual/receipt/mechanism.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;
using plugins::receipt_escpos::encodeSlip;

namespace
{

// Prints a slip on the simulator's mechanism, which decodes on its own.
virtual_receipt::Paper printed(std::vector<sdk::SlipLine> lines)
{
    virtual_receipt::Mechanism mechanism;
    const auto bytes = encodeSlip({"test", std::move(lines)}, {}, false);
    if (bytes)
        mechanism.receive(*bytes);
    while (mechanism.step() != virtual_receipt::Step::Idle)
        ;
    return mechanism.takeSlip().value_or(virtual_receipt::Paper());
}

} // namespace

class RoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsEveryLineToPaper()
    {
        const auto paper = printed({sdk::TextLine{"市民服务回执", 2, sdk::Align::Center, true}, sdk::RuleLine{},
                                    sdk::PairLine{"业务", "水费缴纳", false}, sdk::PairLine{"金额", "¥36.50", true},
                                    sdk::QrLine{"https://banshi.example/r/1"}, sdk::TextLine{"Thank you 谢谢"}});
        const QString text = QString::fromStdString(paper.text());
        const QString expected = QStringLiteral("            市民服务回执\n") + QString(24, QChar(0x2500)) +
                                 QStringLiteral("\n业务                                    水费缴纳\n") +
                                 QStringLiteral("金额                                     ￥36.50\n") +
                                 QStringLiteral("[QR] https://banshi.example/r/1\nThank you 谢谢\n");
        QCOMPARE(text.simplified(), expected.simplified());
        QVERIFY(text.contains(QStringLiteral("业务                                    水费缴纳\n")));
    }

    void printsTheRareCharacterAsItsPicture()
    {
        const auto paper = printed({sdk::TextLine{"姓名 𠮷某"}});
        QCOMPARE(paper.pictures.size(), std::size_t(1));
        QCOMPARE(paper.text(), std::string("▦\n"));
        const auto& picture = paper.pictures[0];
        const plugins::receipt_escpos::PrintLine line{plugins::receipt_escpos::charactersOf("姓名 𠮷某"), 1, false,
                                                      sdk::Align::Left};
        QCOMPARE(picture.bits, plugins::receipt_escpos::rasterise(line, 48, picture.rows).bits);
        // 𠮷 stands in cells 5 and 6 (dots 60–83) and is not the box of a missing glyph: its strokes differ from 吉's.
        const auto blackIn = [&picture](int from, int to) {
            int black = 0;
            for (int y = 0; y < picture.rows; ++y)
                for (int x = from; x < to; ++x)
                    black +=
                        (picture.bits[static_cast<std::size_t>(y * picture.widthBytes + x / 8)] >> (7 - x % 8)) & 1;
            return black;
        };
        QVERIFY(blackIn(60, 84) > 60);
        QCOMPARE(blackIn(48, 60), 0);
        QCOMPARE(blackIn(120, 576), 0);
        const plugins::receipt_escpos::PrintLine common{plugins::receipt_escpos::charactersOf("姓名 吉某"), 1, false,
                                                        sdk::Align::Left};
        QVERIFY(picture.bits != plugins::receipt_escpos::rasterise(common, 48, picture.rows).bits);
    }

    void showsWhatAGbkHeadCannotPrint()
    {
        virtual_receipt::Mechanism mechanism;
        const auto bytes =
            encodeSlip({"test", {sdk::TextLine{"𠮷"}}}, {48, plugins::receipt_escpos::Charset::Gb18030}, false);
        QVERIFY(bytes.ok());
        mechanism.receive(*bytes);
        while (mechanism.step() != virtual_receipt::Step::Idle)
            ;
        QVERIFY(!QString::fromStdString(mechanism.takeSlip()->text()).contains(QStringLiteral("𠮷")));
    }
};

BANSHI_TEST(RoundTripTest)
#include "round_trip_test.moc"
