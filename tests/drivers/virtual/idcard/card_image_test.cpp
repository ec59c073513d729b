// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/idcard/card_image.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi::drivers::virtual_idcard;
using nlohmann::json;

class CardImageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesUtf16LittleEndianPaddedWithSpaces()
    {
        const auto card = makeCard({{"name", "𠮷"}, {"number", "440399199001010018"}, {"nation", "水"}});
        QVERIFY(card);
        const std::uint8_t name[] = {0x42, 0xD8, 0xB7, 0xDF, 0x20, 0x00};
        QVERIFY(std::equal(std::begin(name), std::end(name), card->text.begin()));
        QCOMPARE(card->text[32], std::uint8_t('2'));
        QCOMPARE(card->text[34], std::uint8_t('5'));
        QCOMPARE(card->text[122], std::uint8_t('4'));
        QCOMPARE(card->text[248], std::uint8_t(' '));
        QCOMPARE(card->text[255], std::uint8_t(0));
    }

    void cutsLongNamesBetweenCharacters()
    {
        const auto card = makeCard({{"name", "一二三四五六七八九十一二三四𠮷五"}});
        QVERIFY(card);
        QCOMPARE(card->text[28], std::uint8_t(' ')); // half of 𠮷 does not stay
        QCOMPARE(card->text[29], std::uint8_t(0));
    }

    void marksThePhoto()
    {
        const auto card = makeCard({{"photoWebp", "UklGRg=="}});
        QVERIFY(card);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(card->photo.data()), 10), QByteArray("BSWP\x04\x00RIFF", 10));
    }

    void refusesWhatCannotBe()
    {
        QVERIFY(!makeCard({{"fingerprint", "?"}}));
        QVERIFY(!makeCard({{"fingerprint", QByteArray(1025, 'x').toBase64().toStdString()}}));
        QVERIFY(!makeCard(nullptr));
        QVERIFY(!makeCard({{"cardType", "Q"}}));
        QVERIFY(!makeCard({{"photoWebp", "?"}}));
        QVERIFY(!makeCard({{"photoWebp", std::string(2000, 'A')}}));
    }
};

BANSHI_TEST(CardImageTest)
#include "card_image_test.moc"
