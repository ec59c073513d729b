// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/key_map.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::keypad_hid;

class KeyMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsAUsualKeypad()
    {
        QCOMPARE(usualKeys().at(28), std::string("enter"));
        QCOMPARE(usualKeys().at(2), std::string("one"));
        QCOMPARE(usualKeys().at(256), std::string("switch1"));
        QCOMPARE(usualJack().code, std::uint16_t(2));
    }

    void readsKeysOfAnotherOne()
    {
        const auto keys = parseKeys({"28=enter", "96=enter", "59=fdk01"});
        QVERIFY(keys.has_value());
        QCOMPARE(keys->at(59), std::string("fdk01"));
        for (const auto* entry : {"", "28", "=enter", "28=", "x=enter", "28=two words", "70000=enter", "-1=enter"})
            QVERIFY2(!parseKeys({entry}), entry);
        QVERIFY(!parseKeys({"28=enter", "28=cancel"}));
    }

    void readsSwitches()
    {
        const auto line = parseSwitch("enhancedAudioSensor=2 present:notPresent");
        QVERIFY(line.has_value());
        QCOMPARE(line->name, std::string("enhancedAudioSensor"));
        QCOMPARE(line->code, std::uint16_t(2));
        QCOMPARE(line->on, std::string("present"));
        QCOMPARE(line->off, std::string("notPresent"));
        for (const auto* entry : {"", "jack", "jack=2", "jack=2 in", "jack=2 in:in", "jack=99 in:out", "j ck=2 in:out",
                                  "jack=2 in:", "=2 in:out", "jack=two in:out"})
            QVERIFY2(!parseSwitch(entry), entry);
    }
};

BANSHI_TEST(KeyMapTest)
#include "key_map_test.moc"
