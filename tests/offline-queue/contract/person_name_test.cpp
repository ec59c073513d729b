// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/person_name.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::queue::contract;

class PersonNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsNamesAsTheyAre()
    {
        for (const char* name : {"张三", "张", "𠮷野家", "买买提·测试·试试", "O'NEIL, JOHN JR.", "Ana-María Pérez",
                                 "\xee\xa0\x80三" /* U+E800, private use as on chips */, "〇一"})
            QVERIFY2(isPersonName(name), name);
        QVERIFY(isPersonName(QStringLiteral("测").repeated(50).toStdString()));
    }

    void refusesWhatNoNameIs()
    {
        for (const char* name : {"", " 张三", "张三·", "·张三", "张3", "张\n三", "张三!", "<b>", "張\xff", "-"})
            QVERIFY2(!isPersonName(name), name);
        QVERIFY(!isPersonName(QStringLiteral("测").repeated(51).toStdString()));
    }

    void turnsLookAlikesIntoTheOneSeparator()
    {
        for (const char* typed : {"买买提•测试", "买买提・测试", "买买提‧测试", "买买提.测试", "　买买提·测试 "})
            QCOMPARE(normalisePersonName(typed), std::string("买买提·测试"));
        QCOMPARE(normalisePersonName("JOHN Q. DOE"), std::string("JOHN Q. DOE"));
    }

    void keepsCodePoints()
    {
        // U+F900 has a canonical decomposition that NFC would apply.
        QCOMPARE(normalisePersonName("\xef\xa4\x80𠮷"), std::string("\xef\xa4\x80𠮷"));
        QCOMPARE(normalisePersonName("\xff"), std::string("\xff"));
    }
};

BANSHI_TEST(PersonNameTest)
#include "person_name_test.moc"
