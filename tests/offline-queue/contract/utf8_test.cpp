// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/utf8.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::queue::contract;

class Utf8Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesAndEncodesEveryLength()
    {
        const std::string text = "A\xc3\xa9张𠮷\xf4\x8f\xbf\xbf";
        const auto points = decodeUtf8(text);
        QVERIFY(points.has_value());
        QVERIFY(*points == U"Aé张𠮷\U0010FFFF");
        QCOMPARE(encodeUtf8(*points), text);
    }

    void refusesBrokenText()
    {
        for (const char* text : {"\xff", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe5\xbc",
                                 "\x80", "\xc3(", "\xf0\x80\x80\x80"})
        {
            QVERIFY(!decodeUtf8(text).has_value());
            for (std::size_t before = 0; before < 20; ++before) // wherever it stands among words of ASCII
            {
                std::string among(before, 'a');
                among.append(text).append(9, 'b');
                QVERIFY(!isUtf8(among));
            }
        }
        QVERIFY(isUtf8("") && isUtf8(std::string(17, 'a')) && isUtf8("thirteen more \xe5\xbc\xa0"));
    }

    void knowsHanOfAllPlanes()
    {
        for (const char32_t point : {U'〇', U'一', U'㐀', U'𠀀', char32_t{0x31350}, char32_t{0xE000}, char32_t{0xFA0E}})
            QVERIFY(isHan(point));
        for (const char32_t point : {U'A', U'·', U'、', U'あ'})
            QVERIFY(!isHan(point));
    }
};

BANSHI_TEST(Utf8Test)
#include "utf8_test.moc"
